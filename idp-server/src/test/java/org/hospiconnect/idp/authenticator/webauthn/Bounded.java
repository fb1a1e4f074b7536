package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** Work that takes so long of a processor at most; what else the machine does meanwhile is not its fault. */
final class Bounded {

    /** Of the clock, so that what never ends is seen. */
    private static final Duration NEVER = Duration.ofSeconds(20);

    private Bounded() {}

    static <T> T within(Duration most, Supplier<T> work) {
        return assertTimeoutPreemptively(NEVER, () -> {
            var threads = ManagementFactory.getThreadMXBean();
            long begun = threads.getCurrentThreadCpuTime();
            T done = work.get();
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun))
                    .isLessThan(most);
            return done;
        });
    }
}
