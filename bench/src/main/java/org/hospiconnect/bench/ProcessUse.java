package org.hospiconnect.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time so far, as the kernel counts it, in ticks of 10 ms.
 *
 * @param server of the server's own process
 * @param stores of PostgreSQL and Redis, its children
 * @param generator of this process
 */
record ProcessUse(long server, long stores, long generator) {

    private static final int UTIME = 11;
    private static final int TICK_MILLISECONDS = 10;

    static ProcessUse now(ProcessHandle server) {
        return new ProcessUse(
                ticks(server.pid()),
                server.descendants().mapToLong(child -> ticks(child.pid())).sum(),
                ticks(ProcessHandle.current().pid()));
    }

    ProcessUse since(ProcessUse before) {
        return new ProcessUse(server - before.server, stores - before.stores, generator - before.generator);
    }

    static double milliseconds(long ticks) {
        return (double) ticks * TICK_MILLISECONDS;
    }

    /** Megabytes that the process holds in memory. */
    static long resident(ProcessHandle process) {
        return megabytes(process, "status", "VmRSS:");
    }

    /** Megabytes that it held when it held most. */
    static long highest(ProcessHandle process) {
        return megabytes(process, "status", "VmHWM:");
    }

    /** Megabytes of the stores, its children; pages that several share count once. */
    static long storesMemory(ProcessHandle server) {
        return server.descendants()
                .mapToLong(child -> megabytes(child, "smaps_rollup", "Pss:"))
                .sum();
    }

    private static long megabytes(ProcessHandle process, String file, String line) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/" + file))) {
            return lines.filter(read -> read.startsWith(line))
                            .map(read -> read.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // a child that ended in between used nothing more
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.isBlank() ? 0 : fields(stat);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** {@code utime} and {@code stime} of a line of {@code /proc/PID/stat}; the name before them may hold anything. */
    static long fields(String stat) {
        List<String> fields =
                Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
        return Long.parseLong(fields.get(UTIME)) + Long.parseLong(fields.get(UTIME + 1));
    }
}
