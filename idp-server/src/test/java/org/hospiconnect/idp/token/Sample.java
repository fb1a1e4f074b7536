package org.hospiconnect.idp.token;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A program of {@code docs/how-to/samples}, and the commands of its first lines that install and start it. */
enum Sample {
    NODE("node", "npm ci --ignore-scripts", "node dpi.mjs"),
    PYTHON(
            "python",
            "python3 -m venv packages && packages/bin/pip install --quiet --requirement requirements.txt",
            "packages/bin/python dpi.py"),
    DOTNET("dotnet", "dotnet build --nologo --output out", "dotnet out/mon-dpi.dll --urls \"$OWN_ADDRESS\"");

    private static final Path SAMPLES = Path.of("../docs/how-to/samples");
    private static final Path COPIES = Path.of("target/samples").toAbsolutePath();

    private final String folder;
    private final String installation;
    private final String start;

    Sample(String folder, String installation, String start) {
        this.folder = folder;
        this.installation = installation;
        this.start = start;
    }

    /** Is there what runs it? Nothing that this project needs brings a .NET along. */
    boolean isPossible() {
        String program = start.split(" ", 2)[0];
        return this != DOTNET
                || Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** In a copy, with the packages that it names. */
    Process start(Map<String, String> environment) {
        try {
            Path copy = copied();
            Process installing = run(copy, installation, Map.of());
            if (!installing.waitFor(5, MINUTES) || installing.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(copy.resolve("log")));
            }
            return run(copy, "exec " + start, environment);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Path copied() throws IOException {
        Path copy = COPIES.resolve(folder);
        Files.createDirectories(copy);
        try (var files = Files.list(SAMPLES.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static Process run(Path folder, String command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(List.of("/bin/sh", "-c", command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Until somebody answers there. */
    static void await(int port) {
        Awaitility.await().atMost(30, SECONDS).until(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException _) {
                return false;
            }
        });
    }
}
