package org.hospiconnect.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.journeys.ServerProcess;
import org.hospiconnect.journeys.WardSettings;

/** {@code ./hospiconnect serve} on free ports with a fresh folder: the launcher's own JVM settings, real stores, trail on. */
final class MeasuredServer implements AutoCloseable {

    private static final String FOLDER = "HOSPICONNECT_DATA";

    private final Path launcher;
    private final Path folder;
    private final int port = ServerProcess.freePort();
    private final List<String> settings;
    private final ServerProcess process;

    /** @param settings beside those of the ward, as words of the command */
    MeasuredServer(Path launcher, Path folder, List<String> settings) {
        this.settings = List.copyOf(settings);
        this.launcher = launcher;
        this.folder = folder;
        try {
            empty(folder);
            Files.createDirectories(folder);
            WardSettings.write(folder);
            process = ServerProcess.start(serve(port), Map.of(FOLDER, folder.toString()), folder.resolve("server.log"));
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
                serve(ServerProcess.freePort()), secondEnvironment(), folder.resolve("second.log"))) {
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
        return WardSettings.secret(folder, client);
    }

    @Override
    public void close() {
        process.close();
    }

    private List<String> serve(int listening) {
        var command = new ArrayList<>(List.of(launcher.toString(), "serve"));
        command.addAll(WardSettings.of(folder, address(), listening));
        command.addAll(settings);
        return command;
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
}
