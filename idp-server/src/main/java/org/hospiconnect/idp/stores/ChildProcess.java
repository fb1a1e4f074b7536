package org.hospiconnect.idp.stores;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A process that dies with this one, even when this one is killed with -9. */
final class ChildProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts {@code command} with its output in {@code log}. */
    static ChildProcess start(String name, List<String> command, Path log) {
        return new ChildProcess(name, fork(name, bound(command), log));
    }

    /** Runs {@code command} to its end; anything but exit code 0 is our fault. */
    static void run(String name, List<String> command, Path log) {
        Process process = fork(name, bound(command), log);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(name + " failed, see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " interrupted", interrupted);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end ({@code signal} as for kill), then waits; kills it when it does not. */
    void stop(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException unable) {
            throw new IllegalStateException("cannot stop " + name, unable);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    // The kernel sends the parent-death signal when the THREAD that forked ends, so one thread forks and then waits for
    // ever.
    // A change of credentials clears the signal: setpriv comes last. PostgreSQL refuses to be root: a user namespace
    // of its own hides that from it, with no file changing hands.
    private static List<String> bound(List<String> command) {
        var bound = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            bound.addAll(List.of("unshare", "-U"));
        }
        bound.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
        bound.addAll(command);
        return bound;
    }

    private static Process fork(String name, List<String> command, Path log) {
        var started = new FutureTask<>((Callable<Process>) () -> new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
        Thread.ofPlatform().daemon().name("parent of " + name).start(() -> {
            started.run();
            waitForEver(started);
        });
        try {
            return started.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + name, interrupted);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(
                    "cannot start " + name + " (are setpriv and unshare of util-linux here?)", failed.getCause());
        }
    }

    private static void waitForEver(FutureTask<Process> started) {
        try {
            started.get().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException failed) {
            Thread.currentThread().interrupt(); // the caller has it from started.get()
        }
    }
}
