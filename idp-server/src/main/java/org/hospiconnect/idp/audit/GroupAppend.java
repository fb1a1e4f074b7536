package org.hospiconnect.idp.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hospiconnect.idp.audit.PostgresAuditTrail.Dated;
import org.hospiconnect.idp.value.Unavailable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Acts that change no fact: whoever comes while a batch is being written goes into the next one, so that many callers share a
 * commit. Each returns after its batch is committed, or gets {@link Unavailable}; a row that PostgreSQL refuses fails its own
 * caller only.
 */
final class GroupAppend {

    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_QUEUE = 10_000;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Consumer<List<Dated>> insert;

    GroupAppend(Consumer<List<Dated>> insert) {
        this.insert = insert;
        Thread.ofPlatform().daemon().name("trail").start(this::writeForEver);
    }

    void add(Dated entry) {
        var waiting = new Waiting(entry, new CompletableFuture<>());
        try {
            if (!queue.offer(waiting, 2, TimeUnit.SECONDS)) {
                throw new Unavailable("the trail", new IllegalStateException("queue full"));
            }
            waiting.written().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the trail", interrupted);
        } catch (CompletionException failed) {
            throw new Unavailable("the trail", failed);
        }
    }

    private void writeForEver() {
        while (true) {
            try {
                var batch = new ArrayList<Waiting>();
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                write(batch);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void write(List<Waiting> batch) {
        try {
            insert(batch);
        } catch (DataIntegrityViolationException refused) {
            batch.forEach(this::writeAlone);
        } catch (RuntimeException failed) {
            fail(batch, failed);
        }
    }

    private void writeAlone(Waiting waiting) {
        try {
            insert(List.of(waiting));
        } catch (RuntimeException failed) {
            fail(List.of(waiting), failed);
        }
    }

    private void insert(List<Waiting> batch) {
        insert.accept(batch.stream().map(Waiting::entry).toList());
        batch.forEach(waiting -> waiting.written().complete(true));
    }

    // Whatever goes wrong goes to the callers: each of them must know that its act is not recorded.
    private static void fail(List<Waiting> batch, RuntimeException failed) {
        batch.forEach(waiting -> waiting.written().completeExceptionally(failed));
    }

    private record Waiting(Dated entry, CompletableFuture<Boolean> written) {}
}
