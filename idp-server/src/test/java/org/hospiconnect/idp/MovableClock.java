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

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public MovableClock() {}

    public void advance(Duration duration) {
        ahead.updateAndGet(duration::plus);
    }

    public void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead.get());
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
