package org.hospiconnect.idp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.hospiconnect.idp.value.SharedTime;
import org.springframework.context.annotation.Primary;

/** The machine's time plus what a test has added, for this server and for all; {@link #reset()} goes back to it. */
@Primary
public class MovableClock extends Clock implements SharedTime {

    private volatile Clock machine = Clock.systemUTC();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public MovableClock() {}

    public void advance(Duration duration) {
        ahead.updateAndGet(duration::plus);
    }

    /** Stands from now on in the middle of a step of this length: what is tried at once falls into no other step. */
    public void standInTheMiddleOf(Duration step) {
        long begun = Math.floorDiv(Clock.systemUTC().millis(), step.toMillis()) * step.toMillis();
        machine = Clock.fixed(Instant.ofEpochMilli(begun).plus(step.dividedBy(2)), ZoneOffset.UTC);
    }

    public void reset() {
        machine = Clock.systemUTC();
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
