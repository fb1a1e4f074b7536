package org.hospiconnect.idp.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** A PostgreSQL that is silent holds nobody longer: the writer waits for its socket, callers answer 503. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Consumer<List<Dated>> insert;
    private final Duration patience;

    GroupAppend(Consumer<List<Dated>> insert) {
        this(insert, PATIENCE);
    }

    GroupAppend(Consumer<List<Dated>> insert, Duration patience) {
        this.insert = insert;
        this.patience = patience;
        Thread writer = Thread.ofPlatform().daemon().name("trail").unstarted(this::writeForEver);
        // it outlives the web server, which would take it for a forgotten one of its own
        writer.setContextClassLoader(null);
        writer.start();
    }

    void add(Dated entry) {
        var waiting = new Waiting(entry, new CompletableFuture<>());
        try {
            if (!queue.offer(waiting, 2, TimeUnit.SECONDS)) {
                throw new Unavailable("the trail", new IllegalStateException("queue full"));
            }
            waiting.written().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the trail", interrupted);
        } catch (ExecutionException failed) {
            throw new Unavailable("the trail", failed);
        } catch (TimeoutException silent) {
            // not written yet: the writer leaves it out; being written now: a row of an act that did not reach its
            // caller
            waiting.written().cancel(false);
            throw new Unavailable("the trail", silent);
        }
    }

    private void writeForEver() {
        while (true) {
            try {
                var batch = new ArrayList<Waiting>();
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                batch.removeIf(given -> given.written().isCancelled());
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
        } catch (RuntimeException | Error failed) {
            fail(batch, failed); // an error too: without this thread no act would ever be recorded
        }
    }

    private void writeAlone(Waiting waiting) {
        try {
            insert(List.of(waiting));
        } catch (RuntimeException | Error failed) {
            fail(List.of(waiting), failed);
        }
    }

    private void insert(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        insert.accept(batch.stream().map(Waiting::entry).toList());
        batch.forEach(waiting -> waiting.written().complete(true));
    }

    // Whatever goes wrong goes to the callers: each of them must know that its act is not recorded.
    private static void fail(List<Waiting> batch, Throwable failed) {
        batch.forEach(waiting -> waiting.written().completeExceptionally(failed));
    }

    private record Waiting(Dated entry, CompletableFuture<Boolean> written) {}
}
