package org.hospiconnect.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hospiconnect.journeys.ServerProcess;
import org.hospiconnect.journeys.WardSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Client credentials of this provider and of the npm package {@code oidc-provider} in turn, driven by {@code autocannon} over
 * kept connections; both run all the time, one is asked at a time.
 */
record Peer(Path folder, String ours, String secret) {

    private static final int RUNS = 5;
    private static final int CONNECTIONS = 64;
    private static final String READY = "ready: ";

    /**
     * Tokens per second of each run.
     *
     * @param against what the peer said of itself
     */
    record Ratio(String against, List<Double> ours, List<Double> peer) {

        Ratio {
            ours = List.copyOf(ours);
            peer = List.copyOf(peer);
        }

        double ratio() {
            return median(ours) / median(peer);
        }

        static double median(List<Double> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }
    }

    /** Of five alternating runs, after the same warm-up of both and a look at what each signs. */
    Ratio compare(Duration warmUp, Duration each) {
        int port = ServerProcess.freePort();
        Process peer = start("peer/provider.js", Integer.toString(port));
        Runtime.getRuntime().addShutdownHook(new Thread(peer::destroy));
        try {
            String theirs = "http://127.0.0.1:" + port + "/token";
            String against = awaitReady(peer);
            for (String address : List.of(theirs, ours)) {
                new MachineGrant(address, secret).mustBeSignedWithEs256();
                run(address, warmUp);
            }
            var left = new ArrayList<Double>();
            var right = new ArrayList<Double>();
            for (int i = 0; i < RUNS; i++) {
                left.add(run(ours, each));
                right.add(run(theirs, each));
            }
            return new Ratio(against, left, right);
        } finally {
            peer.destroy();
        }
    }

    private double run(String address, Duration length) {
        Process generator = start(
                "node_modules/autocannon/autocannon.js",
                "--json",
                "--no-progress",
                "--connections=" + CONNECTIONS,
                "--duration=" + Math.max(1, length.toSeconds()),
                "--method=POST",
                "--headers=content-type=application/x-www-form-urlencoded",
                "--headers=authorization=" + MachineGrant.basic(WardSettings.MACHINE, secret),
                "--body=" + MachineGrant.BODY,
                address);
        JsonNode seen = new JsonMapper().readTree(generator.getInputStream());
        long refused = seen.path("non2xx").asLong() + seen.path("errors").asLong();
        double seconds = seen.path("duration").asDouble();
        if (refused > 0 || seconds <= 0) {
            throw new IllegalStateException(refused + " answers of " + address + " were no tokens");
        }
        return seen.path("2xx").asLong() / seconds;
    }

    private static String awaitReady(Process peer) {
        try {
            for (String line = peer.inputReader().readLine();
                    line != null;
                    line = peer.inputReader().readLine()) {
                if (line.startsWith(READY)) {
                    return line.substring(READY.length());
                }
            }
            throw new IllegalStateException("oidc-provider did not start");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Process start(String script, String... words) {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(words));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("NODE_ENV", "production");
        builder.environment().put("PEER_SECRET", secret);
        try {
            return builder.start();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
