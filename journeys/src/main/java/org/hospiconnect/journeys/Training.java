package org.hospiconnect.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code Training FOLDER SECONDS COMMAND…}: starts that server on stores of its own in the folder, which must not exist, and asks
 * it at most so long what a ward asks in a day, so that the JVM keeps in its cache which classes and methods count. Exits with 0
 * when all was answered and the server has ended.
 */
public final class Training {

    private static final int PEOPLE = 8;

    /** Each is fourteen requests: after so many, hardly a method is left that is not compiled for good. */
    private static final int ENOUGH = 1500;

    private static final int PROGRESS = 250;

    private final Path folder;
    private final Duration length;
    private final AtomicLong rounds = new AtomicLong();

    private Training(Path folder, Duration length) {
        this.folder = folder;
        this.length = length;
    }

    public static void main(String[] words) throws IOException {
        var training = new Training(Path.of(words[0]).toAbsolutePath(), Duration.ofSeconds(Long.parseLong(words[1])));
        try {
            training.run(List.of(words).subList(2, words.length));
            System.exit(0);
        } catch (IllegalStateException | StepFailed failed) {
            System.out.println("  training: " + failed.getMessage());
            System.exit(1);
        }
    }

    private void run(List<String> java) throws IOException {
        Files.createDirectories(folder);
        WardSettings.write(folder);
        int port = ServerProcess.freePort();
        String address = "http://localhost:" + port;
        var command = new ArrayList<>(java);
        command.add("--hospiconnect.data.folder=" + folder);
        command.add("--server.address=127.0.0.1"); // its throttles are wide
        command.addAll(WardSettings.of(folder, address, port));
        try (var _ = ServerProcess.startAlone(command, folder.resolve("server.log"))) {
            List<SoftwareAuthenticator> keys = new Ward(address, folder).enrol(PEOPLE);
            load(keys.stream()
                    .map(key -> new TrainingRound(address, folder, key))
                    .toList());
            System.out.println("  training: " + rounds + " rounds, the cache is being written");
        }
    }

    private void load(List<TrainingRound> people) {
        long end = System.nanoTime() + length.toNanos();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> under = people.stream()
                    .map(person -> all.submit(() -> walk(person, end)))
                    .toList();
            for (Future<?> one : under) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new StepFailed(String.valueOf(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StepFailed("stopped");
        }
    }

    private void walk(TrainingRound person, long end) {
        while (System.nanoTime() < end && rounds.get() < ENOUGH) {
            person.walk();
            long done = rounds.incrementAndGet();
            if (done % PROGRESS == 0) {
                System.out.println("  training: " + done + " rounds of " + ENOUGH);
            }
        }
    }
}
