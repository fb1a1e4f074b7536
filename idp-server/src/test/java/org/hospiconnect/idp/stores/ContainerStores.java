package org.hospiconnect.idp.stores;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL and Redis in containers of the test JVM's own, which end with it. */
public final class ContainerStores {

    private static final String USER = "hospiconnect";
    private static final String PASSWORD = "of-one-test";
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;

    private ContainerStores() {}

    /** Starts both; Spring Boot's settings of them. Another image by {@code hospiconnect.stores.postgres} or {@code .redis}. */
    public static Map<String, Object> start() {
        var postgres = container("postgres", "postgres:18", POSTGRES_PORT)
                .withEnv("POSTGRES_USER", USER)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("POSTGRES_DB", "postgres")
                // all servers of a test JVM are its callers
                .withCommand("postgres", "-c", "max_connections=300")
                // once for itself while it sets up, once for everybody
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
        var redis = container("redis", "redis:8", REDIS_PORT)
                .withCommand("redis-server", "--requirepass", PASSWORD, "--appendonly", "yes")
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
        postgres.start();
        redis.start();
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://" + address(postgres, POSTGRES_PORT) + "/postgres",
                "spring.datasource.username",
                USER,
                "spring.datasource.password",
                PASSWORD,
                "spring.data.redis.host",
                redis.getHost(),
                "spring.data.redis.port",
                redis.getMappedPort(REDIS_PORT),
                "spring.data.redis.password",
                PASSWORD);
    }

    private static GenericContainer<?> container(String store, String usual, int port) {
        String image = System.getProperty("hospiconnect.stores." + store, usual);
        return new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(port);
    }

    private static String address(GenericContainer<?> container, int port) {
        return container.getHost() + ":" + container.getMappedPort(port);
    }
}
