package org.hospiconnect.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code ./hospiconnect serve} on free ports with a fresh folder: the launcher's own JVM settings, real stores, trail on. */
final class MeasuredServer implements AutoCloseable {

    static final String CLIENT = "bench-dpi";
    static final String MACHINE = "bench-machine";
    static final String MACHINE_SCOPE = "bench:read";
    static final String REDIRECT = "http://localhost:1/callback";

    private static final String FOLDER = "HOSPICONNECT_DATA";

    private final Path launcher;
    private final Path folder;
    private final int port = freePort();
    private final ServerProcess process;

    MeasuredServer(Path launcher, Path folder) {
        this.launcher = launcher;
        this.folder = folder;
        try {
            empty(folder);
            Files.createDirectories(folder);
            copySettings(folder.resolve("bench.yaml"));
            process = ServerProcess.start(
                    launcher, settings(port), Map.of(FOLDER, folder.toString()), folder.resolve("server.log"));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    Path folder() {
        return folder;
    }

    String address() {
        return "http://localhost:" + port;
    }

    ProcessHandle process() {
        return process.handle();
    }

    /** From the command to the first answer, the making of the stores included. */
    Duration readyAfter() {
        return process.readyAfter();
    }

    /** How long a second node takes on the stores that this one keeps running. */
    Duration secondNode() {
        try (var second = ServerProcess.start(
                launcher, settings(freePort()), secondEnvironment(), folder.resolve("second.log"))) {
            return second.readyAfter();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private Map<String, String> secondEnvironment() throws IOException {
        var own = Map.of(
                FOLDER,
                folder.resolve("second").toString(),
                "HOSPICONNECT_KEYS_KEY_ENCRYPTION_KEY",
                Files.readString(folder.resolve("key-encryption.key")).strip());
        return RunningStores.of(folder.resolve("stores")).environment(own);
    }

    String secret(String client) {
        try {
            return Files.readString(folder.resolve(client + ".secret")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private List<String> settings(int listening) {
        return List.of(
                "--server.port=" + listening,
                "--bench.folder=" + folder,
                "--hospiconnect.address.issuer=" + address(),
                "--spring.config.additional-location=file:" + folder.resolve("bench.yaml"));
    }

    private static void copySettings(Path file) throws IOException {
        try (InputStream settings =
                Objects.requireNonNull(MeasuredServer.class.getResourceAsStream("/bench-server.yaml"))) {
            Files.copy(settings, file);
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
