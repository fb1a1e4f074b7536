package org.hospiconnect.idp.stores;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/** PostgreSQL is needed to start, so its absence shows by itself; Redis is asked here. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RedisAnswers implements ApplicationRunner {

    private final RedisConnectionFactory redis;
    private final DataRedisConnectionDetails address;

    RedisAnswers(RedisConnectionFactory redis, DataRedisConnectionDetails address) {
        this.redis = redis;
        this.address = address;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try (var connection = redis.getConnection()) {
            connection.ping();
        } catch (DataAccessException away) {
            throw new IllegalStateException(
                    isAboutThePassword(away)
                            ? "Redis at " + where() + " refuses the password, or wants one (spring.data.redis.password)"
                            : "Redis does not answer at " + where() + " (spring.data.redis.host, .port, .url)");
        }
    }

    // as Redis says it: no password, a wrong one, one where none is wanted
    private static boolean isAboutThePassword(DataAccessException away) {
        return Stream.<Throwable>iterate(away, Objects::nonNull, Throwable::getCause)
                .map(cause -> Objects.requireNonNullElse(cause.getMessage(), ""))
                .anyMatch(said -> said.contains("NOAUTH")
                        || said.contains("WRONGPASS")
                        || said.contains("invalid password")
                        || said.contains("AUTH <password> called"));
    }

    private String where() {
        var standalone = address.getStandalone();
        return standalone == null ? "the addresses given" : standalone.getHost() + ":" + standalone.getPort();
    }
}
