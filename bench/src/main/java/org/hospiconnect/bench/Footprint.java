package org.hospiconnect.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * How long a start takes and what a server holds in memory.
 *
 * @param firstMilliseconds from the command to ready, the stores made on the way
 * @param readyMilliseconds the same of a second node, on stores that run: each of five
 * @param sessions that stood at the end: asked one by one, after the sign-ins
 * @param residentMegabytes of the server's process then
 * @param highestMegabytes that it ever held
 * @param storesMegabytes of PostgreSQL and Redis, what they share counted once
 */
record Footprint(
        long firstMilliseconds,
        List<Long> readyMilliseconds,
        long sessions,
        long residentMegabytes,
        long highestMegabytes,
        long storesMegabytes)
        implements Result.Outcome {

    private static final int STARTS = 5;

    Footprint {
        readyMilliseconds = List.copyOf(readyMilliseconds);
    }

    static List<Long> starts(MeasuredServer server) {
        return Stream.generate(() -> server.secondNode().toMillis())
                .limit(STARTS)
                .toList();
    }

    static Footprint of(MeasuredServer server, List<Long> starts, long sessions) {
        return new Footprint(
                server.readyAfter().toMillis(),
                starts,
                sessions,
                ProcessUse.resident(server.process()),
                ProcessUse.highest(server.process()),
                ProcessUse.storesMemory(server.process()));
    }

    long ready() {
        return readyMilliseconds.stream().sorted().toList().get(readyMilliseconds.size() / 2);
    }
}
