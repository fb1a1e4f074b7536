package org.hospiconnect.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./hospiconnect demo} on free ports, with its data under {@code target/}; stopped as by Ctrl-C. */
final class RunningDemo implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DATA = Path.of("target/demo").toAbsolutePath();
    private static final Path LOG = Path.of("target/demo.log").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern CODE = Pattern.compile("([2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5})");

    private final Process process;
    private final int idp = freePort();
    private final int dpi = freePort();

    RunningDemo() {
        try {
            var builder = new ProcessBuilder(ROOT.resolve("hospiconnect").toString(), "demo", "--fresh")
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile());
            builder.environment().put("HOSPICONNECT_DATA", DATA.toString());
            builder.environment().put("IDP_PORT", Integer.toString(idp));
            builder.environment().put("DPI_PORT", Integer.toString(dpi));
            for (String other : List.of("HEALTH_PORT", "SIMULATOR_PORT", "DMP_PORT", "TLS_PORT", "MACHINE_PORT")) {
                builder.environment().put(other, Integer.toString(freePort()));
            }
            process = builder.start();
            awaitReady();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    String idp(String path) {
        return "http://localhost:" + idp + path;
    }

    String dpi(String path) {
        return "http://localhost:" + dpi + path;
    }

    /** A code for somebody whose identity was verified, as the desk gives it. */
    String activationCode(String matricule) {
        return codeIn(operator(
                "activate",
                matricule,
                "--evidence",
                "FACE_TO_FACE",
                "--document",
                "IDENTITY_CARD",
                "--valid-until",
                "2035-12-31",
                "--checked-by",
                "V00112"));
    }

    /** Nobody looked at an identity: the means stays low. */
    String activationCodeWithoutEvidence(String matricule) {
        return codeIn(operator("activate", matricule));
    }

    private static String codeIn(String printed) {
        var code = CODE.matcher(printed);
        if (!code.find()) {
            throw new IllegalStateException(printed);
        }
        return code.group(1);
    }

    String operator(String... words) {
        try {
            var command = new java.util.ArrayList<>(
                    List.of(ROOT.resolve("hospiconnect").toString()));
            command.addAll(List.of(words));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("HOSPICONNECT_DATA", DATA.toString());
            return new String(builder.start().getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!Files.readString(LOG).contains("Ctrl-C stops everything")) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("the demo did not start: " + Files.readString(LOG));
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
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
