package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Optional<String> RESERVATION = Optional.of("R-9: night watch");

    @Test
    @Requirement("HC-HOUSEKEEPING")
    void no_session_outlives_the_marks_that_end_it_whatever_the_reservation() {
        assertThatCode(() -> new SessionSettings(Duration.ofDays(7), IDLE, 1, RESERVATION))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(Duration.ofDays(7).plusSeconds(1), IDLE, 1, RESERVATION))
                .withMessageContaining("hospiconnect.session.lifetime");
    }
}
