package org.hospiconnect.bench;

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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./hospiconnect serve} on free ports with a fresh folder: the launcher's own JVM settings, real stores, trail on. */
final class MeasuredServer implements AutoCloseable {

    static final String CLIENT = "bench-dpi";
    static final String REDIRECT = "http://localhost:1/callback";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final int port = freePort();
    private final int health = freePort();
    private final Process process;
    private final Duration readyAfter;

    MeasuredServer(Path launcher, Path folder) {
        this.folder = folder;
        try {
            empty(folder);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("bench.yaml"), settings());
            long start = System.nanoTime();
            process = start(launcher);
            awaitReady();
            readyAfter = Duration.ofNanos(System.nanoTime() - start);
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
        return process.toHandle();
    }

    /** From the command to the first answer, the stores' own start included. */
    Duration readyAfter() {
        return readyAfter;
    }

    String secret() {
        try {
            return Files.readString(folder.resolve("bench-dpi.secret")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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

    private Process start(Path launcher) throws IOException {
        var builder = new ProcessBuilder(
                        launcher.toString(),
                        "serve",
                        "--server.port=" + port,
                        "--management.server.port=" + health,
                        "--hospiconnect.address.issuer=" + address(),
                        "--spring.config.additional-location=file:" + folder.resolve("bench.yaml"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().put("HOSPICONNECT_DATA", folder.toString());
        return builder.start();
    }

    /** One address signs in for the whole ward, so the throttle is wide; all else is as delivered. */
    private String settings() {
        return """
                hospiconnect:
                  authenticator.ceremony.attempts-per-minute: 10000000
                  signin: {begun-by-browser: 10000000, begun-from-address: 10000000}
                  token.access-token: 15m
                  directory.establishments:
                    - {finess: "%s", name: CH FICTIF, sector: SA01}
                  client.applications:
                    - id: %s
                      name: Dossier patient
                      redirect-uris: ["%s"]
                      secret-file: %s
                      scopes: [openid, profile, rpps, work_situation]
                      grants: [authorization_code, refresh_token, "urn:ietf:params:oauth:grant-type:token-exchange"]
                      establishment: "%s"
                      dmp: {lps-name: BENCH, lps-version: "1", homologation: HOMOL-FICTIVE-0001, saml: true}
                """.formatted(Ward.FINESS, CLIENT, REDIRECT, folder.resolve("bench-dpi.secret"), Ward.FINESS);
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var asked = HttpRequest.newBuilder(URI.create("http://localhost:" + health + "/actuator/health/readiness"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http, asked)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "the server did not start: " + Files.readString(folder.resolve("server.log")));
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

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
