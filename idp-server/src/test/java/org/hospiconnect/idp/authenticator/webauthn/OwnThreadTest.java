package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that does not answer holds up nobody. */
@Timeout(10)
class OwnThreadTest {

    private final OwnThread thread = new OwnThread("test");

    @Test
    @Requirement("HC-FIDO-ROUND")
    void who_starts_it_goes_on_and_it_is_one_at_a_time() {
        var under = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);

        assertThat(thread.start(() -> waitFor(under, stopped))).isTrue();
        assertThat(thread.start(under::countDown)).isFalse();
        thread.end();

        assertThat(stopped.getCount()).as("interrupted at the stop").isZero();
        assertThat(under.getCount()).isEqualTo(1);
        assertThat(thread.start(under::countDown)).isTrue();
        thread.end();
        assertThat(under.getCount()).isZero();
    }

    private static void waitFor(CountDownLatch under, CountDownLatch stopped) {
        try {
            under.await();
        } catch (InterruptedException ended) {
            stopped.countDown();
        }
    }
}
