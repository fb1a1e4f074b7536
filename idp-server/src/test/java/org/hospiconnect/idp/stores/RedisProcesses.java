package org.hospiconnect.idp.stores;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.TestStores;

/** Several real Redis processes that belong together: a cluster, or a primary with its replica and sentinels. */
public final class RedisProcesses {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    /** A cluster's bus listens 10,000 above. */
    private static final int HIGHEST = 55_000;

    private final PrivateFolder folder;
    private final List<One> all = new ArrayList<>();

    private RedisProcesses(String name) {
        this.folder = PrivateFolder.of(TestStores.FOLDER).folder(name);
    }

    private record One(int port, ChildProcess process) {}

    /** Three primaries that share the slots. */
    public static RedisProcesses cluster() {
        var cluster = new RedisProcesses("redis-cluster");
        for (int i = 0; i < NODES; i++) {
            cluster.start("cluster-enabled yes\ncluster-node-timeout 2000\n", List.of());
        }
        int share = SLOTS / NODES + 1;
        for (int i = 0; i < NODES; i++) {
            int[] slots =
                    IntStream.range(i * share, Math.min(SLOTS, (i + 1) * share)).toArray();
            cluster.ask(i, redis -> redis.sync().clusterAddSlots(slots));
            int first = cluster.all.getFirst().port();
            cluster.ask(i, redis -> redis.sync().clusterMeet("127.0.0.1", first));
        }
        for (int i = 0; i < NODES; i++) {
            cluster.await(i, redis -> redis.sync().clusterInfo().contains("cluster_state:ok"));
        }
        return cluster;
    }

    /** A primary (0), its replica (1) and three sentinels, of which two suffice to fail over. */
    public static RedisProcesses sentinels() {
        var group = new RedisProcesses("redis-sentinels");
        group.start("", List.of());
        int primary = group.all.getFirst().port();
        group.start("replicaof 127.0.0.1 " + primary + "\n", List.of());
        group.await(1, redis -> redis.sync().info("replication").contains("master_link_status:up"));
        for (int i = 0; i < NODES; i++) {
            group.start("""
                    sentinel monitor idp 127.0.0.1 %d 2
                    sentinel down-after-milliseconds idp 500
                    sentinel failover-timeout idp 3000
                    """.formatted(primary), List.of("--sentinel"));
        }
        for (int i = 2; i < 2 + NODES; i++) {
            group.await(
                    i,
                    redis -> redis.sync()
                            .info("sentinel")
                            .contains("status=ok,address=127.0.0.1:" + primary + ",slaves=1,sentinels=3"));
        }
        return group;
    }

    /** {@code host:port} of processes {@code first} to the last. */
    public String addresses(int first) {
        return all.subList(first, all.size()).stream()
                .map(one -> "127.0.0.1:" + one.port())
                .collect(Collectors.joining(","));
    }

    /** How many keys each of the first {@code nodes} holds. */
    public List<Long> keys(int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> ask(node, redis -> redis.sync().dbsize()))
                .toList();
    }

    /** Keys of a node without a time to live. */
    public List<String> eternal(int node) {
        return ask(
                node,
                redis -> redis.sync().keys("*").stream()
                        .filter(key -> redis.sync().ttl(key) == -1)
                        .toList());
    }

    /** As a crash would. */
    public void kill(int node) {
        all.get(node).process().stop("KILL");
    }

    /** Everything is lost. */
    public void empty(int node) {
        ask(node, redis -> redis.sync().flushall());
    }

    public void awaitPrimary(int node) {
        await(node, redis -> redis.sync().info("replication").contains("role:master"));
    }

    public void stop() {
        all.forEach(one -> one.process().stop("KILL"));
    }

    private void start(String settings, List<String> options) {
        int port = freePort();
        PrivateFolder own = folder.folder(Integer.toString(port));
        Path file = own.write("redis.conf", """
                bind 127.0.0.1
                port %d
                dir "%s"
                save ""
                daemonize no
                %s""".formatted(port, own.path(), settings));
        var command = new ArrayList<>(List.of(EmbeddedRedis.program(folder).toString(), file.toString()));
        command.addAll(options);
        all.add(new One(port, ChildProcess.start("Redis " + port, command, own.file("redis.log"))));
        await(all.size() - 1, redis -> redis.sync().ping().equals("PONG"));
    }

    private static int freePort() {
        int port = PrivateFolder.freePort();
        return port < HIGHEST ? port : freePort();
    }

    private <T> T ask(int node, Function<StatefulRedisConnection<String, String>, T> question) {
        try (var client = RedisClient.create(
                        RedisURI.create("127.0.0.1", all.get(node).port()));
                var connection = client.connect()) {
            return question.apply(connection);
        }
    }

    private void await(int node, Function<StatefulRedisConnection<String, String>, Boolean> condition) {
        for (int attempt = 0; attempt < 300; attempt++) {
            if (holds(node, condition)) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("Redis process " + node + " of " + folder.path() + " is not as expected");
    }

    private boolean holds(int node, Function<StatefulRedisConnection<String, String>, Boolean> condition) {
        try {
            return ask(node, condition);
        } catch (RedisConnectionException notYet) {
            return false;
        }
    }

    // Other processes are waited for: their clock is not ours to move.
    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
