package org.hospiconnect.idp.stores;

import static org.assertj.core.api.Assertions.assertThat;

import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.TestStores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@StoreTest
class EmbeddedStoresTest {

    private final JdbcClient postgres;
    private final StringRedisTemplate redis;

    @Autowired
    EmbeddedStoresTest(JdbcClient postgres, StringRedisTemplate redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    @Test
    void postgresql_is_a_real_one() {
        assertThat(postgres.sql("select version()").query(String.class).single())
                .startsWith(TestStores.isOnContainers() ? "PostgreSQL " : "PostgreSQL 18");
    }

    @Test
    void redis_is_a_real_one_with_an_append_only_file() {
        assertThat(redis.execute((org.springframework.data.redis.core.RedisCallback<String>) connection ->
                        connection.serverCommands().info("persistence").getProperty("aof_enabled")))
                .isEqualTo("1");
    }
}
