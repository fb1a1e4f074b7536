package org.hospiconnect.idp.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.BreakableStores;
import org.hospiconnect.idp.TestStores;

/** A PostgreSQL of a test's own, which dies as in a power cut and comes back on the same data behind the same address. */
public final class CrashingPostgres {

    private final PrivateFolder folder = PrivateFolder.of(TestStores.FOLDER).folder("crashing-postgres");
    private final BreakableStores.Line line = new BreakableStores.Line();
    private EmbeddedPostgres running = EmbeddedPostgres.start(folder);
    private final int address = line.to(port());

    public CrashingPostgres() {}

    /** Spring Boot's settings of it. */
    public Map<String, Object> settings() {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:" + address + "/postgres",
                "spring.datasource.username",
                EmbeddedPostgres.USER,
                "spring.datasource.password",
                running.password());
    }

    /** Postmaster, writers and sessions, all at once: none of them writes a last word. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
    }

    public void restart() {
        running = EmbeddedPostgres.start(folder);
        line.leadTo(port());
    }

    public void stop() {
        running.stop();
    }

    private int port() {
        return Integer.parseInt(running.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(folder.file("data").resolve("postmaster.pid"))
                    .getFirst());
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
