package org.hospiconnect.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The embedded stores of a running server, as another node's settings name them. */
record RunningStores(String postgresPort, String postgresPassword, String redisPort, String redisPassword) {

    /** PostgreSQL writes its port as fourth line. */
    private static final int PORT_LINE = 3;

    static RunningStores of(Path stores) throws IOException {
        Path postgres = stores.resolve("postgres");
        Path redis = stores.resolve("redis");
        return new RunningStores(
                Files.readAllLines(postgres.resolve("data/postmaster.pid"))
                        .get(PORT_LINE)
                        .strip(),
                Files.readString(postgres.resolve("password")).strip(),
                portOf(redis.resolve("redis.conf")),
                Files.readString(redis.resolve("password")).strip());
    }

    /** Not as arguments: passwords don't belong into a list of processes. */
    Map<String, String> environment(Map<String, String> others) {
        var all = new TreeMap<>(others);
        all.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres");
        all.put("SPRING_DATASOURCE_USERNAME", "hospiconnect");
        all.put("SPRING_DATASOURCE_PASSWORD", postgresPassword);
        all.put("SPRING_DATA_REDIS_HOST", "127.0.0.1");
        all.put("SPRING_DATA_REDIS_PORT", redisPort);
        all.put("SPRING_DATA_REDIS_PASSWORD", redisPassword);
        return all;
    }

    @Override
    public String toString() {
        return "RunningStores[" + postgresPort + ", " + redisPort + "]";
    }

    private static String portOf(Path settings) throws IOException {
        try (Stream<String> lines = Files.lines(settings)) {
            return lines.filter(line -> line.startsWith("port "))
                    .map(line -> line.substring("port ".length()).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
