package org.hospiconnect.idp.authenticator.totp;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Where passwords are checked: so many at once, so few waiting, nobody else. Their memory and time are bounded by it: threads of its own
 * leave those that serve pages free, and each rests as long as it has worked, so that no storm takes more than half of what they could.
 */
final class PasswordRoom implements AutoCloseable {

    private final ExecutorService threads;
    private final Semaphore places;

    PasswordRoom(int atOnce, int waiting) {
        this.threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name("password-", 1).factory());
        this.places = new Semaphore(atOnce + waiting);
    }

    /** Empty, and nothing done, when it is full. */
    <T> Optional<T> tryIn(Callable<T> work) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var task = new FutureTask<>(work);
            threads.execute(() -> {
                long begun = System.nanoTime();
                task.run();
                LockSupport.parkNanos(System.nanoTime() - begun);
            });
            return Optional.of(done(task));
        } finally {
            places.release();
        }
    }

    /** Would anybody who comes now be served, at once or after a wait? */
    boolean hasPlace() {
        return places.availablePermits() > 0;
    }

    private static <T> T done(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            // a store that is away is said as what it is
            throw failed.getCause() instanceof RuntimeException ours
                    ? ours
                    : new IllegalStateException("a password could not be checked", failed.getCause());
        } catch (InterruptedException stopped) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
