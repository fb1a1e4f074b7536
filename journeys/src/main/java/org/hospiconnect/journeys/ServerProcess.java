package org.hospiconnect.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One identity provider, from the command to its end. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "JAVA_HOME", "LANG", "LC_ALL", "TMPDIR", "MALLOC_ARENA_MAX");

    private final Process process;
    private final Path log;
    private final Duration readyAfter;

    private ServerProcess(Process process, Path log, URI readiness, long start) throws IOException {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // Ctrl-C stops both
        awaitReady(readiness);
        this.readyAfter = Duration.ofNanos(System.nanoTime() - start);
    }

    /** Starts it and waits until it is ready. */
    public static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return start(builder, log);
    }

    /** The same, with nothing of the caller's environment that could lead it to stores, keys or settings of a real server. */
    public static ServerProcess startAlone(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(command));
        builder.environment().keySet().retainAll(HARMLESS);
        return start(builder, log);
    }

    private static ServerProcess start(ProcessBuilder builder, Path log) throws IOException {
        int health = freePort();
        builder.command().add("--management.server.port=" + health);
        var readiness = URI.create("http://localhost:" + health + "/actuator/health/readiness");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long start = System.nanoTime();
        return new ServerProcess(builder.start(), log, readiness, start);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** From the command to the first answer of the readiness address. */
    public Duration readyAfter() {
        return readyAfter;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that nobody listened at. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private void awaitReady(URI readiness) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var asked = HttpRequest.newBuilder(readiness).build();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http, asked)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IllegalStateException("the server did not start: " + Files.readString(log));
                }
                Thread.sleep(Duration.ofMillis(20));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(HttpClient http, HttpRequest asked) throws InterruptedException {
        try {
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
