package org.hospiconnect.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the operations of an open load are due: as many each second as wanted, after a climb from none. Whoever comes late, because
 * all connections wait for answers, still counts from when it was due.
 */
final class Arrivals {

    private static final double NANOSECONDS = 1e9;

    private final double perSecond;
    private final double climb;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong began = new AtomicLong();

    Arrivals(double perSecond, Duration climb) {
        this.perSecond = perSecond;
        this.climb = climb.toNanos() / NANOSECONDS;
    }

    /** The nanosecond, on the clock of {@code now}, at which the next is due; the first call begins the climb. */
    long next(long now) {
        began.compareAndSet(0, now);
        return began.get() + after(next.getAndIncrement());
    }

    /** Nanoseconds from the beginning to the due time of that one, counted from 0. */
    long after(long arrival) {
        double climbing = perSecond * climb / 2;
        double seconds = arrival < climbing
                ? Math.sqrt(2 * climb * arrival / perSecond)
                : climb + (arrival - climbing) / perSecond;
        return Math.round(seconds * NANOSECONDS);
    }
}
