package org.hospiconnect.idp.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Redis process of our own, on loopback with a generated password; what it holds outlives it (append-only file). */
final class EmbeddedRedis {

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

    /** What the jar brings is 6.2; a newer one on the PATH is preferred. */
    private static final int NEWER = 7;

    private final ChildProcess process;
    private final int port;
    private final String password;

    private EmbeddedRedis(ChildProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    static EmbeddedRedis start(PrivateFolder folder) {
        String password = folder.password("password");
        int port = PrivateFolder.freePort();
        Path settings = folder.write("redis.conf", settings(folder, port, password));
        Path log = folder.file("redis.log");
        Path program = program(folder);
        var process = ChildProcess.start("Redis", List.of(program.toString(), settings.toString()), log);
        var started = new EmbeddedRedis(process, port, password);
        started.awaitReady(log);
        return started;
    }

    /** The newest at hand, unpacked into {@code folder} if need be. */
    static Path program(PrivateFolder folder) {
        return onPath().orElseGet(() -> unpack(folder));
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    void stop() {
        process.stop("TERM");
    }

    private static String settings(PrivateFolder folder, int port, String password) {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                save ""
                appendonly yes
                appendfsync everysec
                maxmemory 256mb
                maxmemory-policy noeviction
                daemonize no
                """.formatted(port, password, folder.path());
    }

    private void awaitReady(Path log) {
        for (int attempt = 0; attempt < 600 && process.isAlive(); attempt++) {
            if (answersPing()) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("Redis did not start, see " + log);
    }

    private boolean answersPing() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).endsWith("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> onPath() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .filter(program -> major(program) >= NEWER)
                .findFirst();
    }

    private static int major(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version").start();
            var version = VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException unable) {
            return 0;
        }
    }

    private static Path unpack(PrivateFolder folder) {
        String name = System.getProperty("os.arch").equals("aarch64")
                ? "redis-server-6.2.7-linux-arm64"
                : "redis-server-6.2.6-v5-linux-amd64";
        Path program = folder.file(name);
        if (Files.exists(program)) {
            return program;
        }
        try (InputStream packed = EmbeddedRedis.class.getResourceAsStream("/" + name)) {
            if (packed == null) {
                throw new IllegalStateException(
                        "no embedded Redis for this machine: set spring.data.redis.host to one of yours");
            }
            Path half = folder.file(name + ".part");
            Files.deleteIfExists(half);
            Files.copy(packed, half);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
            return Files.move(half, program);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
