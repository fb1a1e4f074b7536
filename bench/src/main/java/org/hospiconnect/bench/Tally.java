package org.hospiconnect.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the operations that end between the end of the warm-up and the end of the run. Its time begins with the first
 * operation.
 */
final class Tally {

    /** Steps of 20 µs, up to 20 s; what takes longer counts as 20 s. */
    private static final long STEP_NANOSECONDS = 20_000;

    private static final int STEPS = 1_000_000;

    private final AtomicLongArray times = new AtomicLongArray(STEPS);
    private final LongAdder all = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicLong began = new AtomicLong();
    private final AtomicBoolean warm = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Duration warmUp;
    private final Duration measured;
    private final Supplier<ProcessUse> use;
    private volatile @Nullable ProcessUse before;
    private volatile @Nullable ProcessUse after;

    Tally(Duration warmUp, Duration measured, Supplier<ProcessUse> use) {
        this.warmUp = warmUp;
        this.measured = measured;
        this.use = use;
    }

    /** An operation begins, at this nanosecond. */
    void begins(long at) {
        began.compareAndSet(0, at);
    }

    boolean isRunning(long at) {
        return began.get() == 0 || at - began.get() < length().toNanos();
    }

    Duration warmUp() {
        return warmUp;
    }

    Duration measured() {
        return measured;
    }

    private Duration length() {
        return warmUp.plus(measured);
    }

    void ends(long from, long to, boolean failed) {
        all.increment();
        long since = to - began.get();
        if (since < warmUp.toNanos()) {
            return;
        }
        if (warm.compareAndSet(false, true)) {
            before = use.get();
        }
        if (since >= length().toNanos()) {
            close();
        } else if (failed) {
            errors.increment();
        } else {
            times.incrementAndGet((int) Math.min(STEPS - 1, (to - from) / STEP_NANOSECONDS));
        }
    }

    /** The measured time is over; called again, changes nothing. */
    void close() {
        if (over.compareAndSet(false, true)) {
            after = use.get();
        }
    }

    /** What was seen, the warm-up apart; {@code all} includes it. */
    Measure measure() {
        long done = 0;
        for (int i = 0; i < STEPS; i++) {
            done += times.get(i);
        }
        ProcessUse from = before;
        ProcessUse to = after;
        if (from == null || to == null) {
            throw new IllegalStateException("nothing was measured: no operation ended after the warm-up");
        }
        var used = to.since(from);
        return new Measure(
                done / (measured.toMillis() / 1000.0),
                new Measure.Times(percentile(done, 50), percentile(done, 95), percentile(done, 99)),
                errors.sum(),
                done == 0
                        ? new Measure.Processor(0, 0, 0)
                        : new Measure.Processor(
                                ProcessUse.milliseconds(used.server()) / done,
                                ProcessUse.milliseconds(used.stores()) / done,
                                ProcessUse.milliseconds(used.generator()) / done),
                all.sum());
    }

    private double percentile(long done, int percent) {
        long left = (long) Math.ceil(done * percent / 100.0);
        for (int i = 0; done > 0 && i < STEPS; i++) {
            left -= times.get(i);
            if (left <= 0) {
                return (i + 1) * STEP_NANOSECONDS / 1e6;
            }
        }
        return 0;
    }
}
