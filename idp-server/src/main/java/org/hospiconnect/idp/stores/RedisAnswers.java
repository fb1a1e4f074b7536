package org.hospiconnect.idp.stores;

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
                    "Redis does not answer at " + where() + " (spring.data.redis.host, .port, .password, .url)");
        }
    }

    private String where() {
        var standalone = address.getStandalone();
        return standalone == null ? "the addresses given" : standalone.getHost() + ":" + standalone.getPort();
    }
}
