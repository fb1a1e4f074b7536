package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSettingsTest {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Optional<String> RESERVATION = Optional.of("R-9: night watch");

    @Test
    @Requirement("HC-HOUSEKEEPING")
    void no_session_outlives_the_marks_that_end_it_whatever_the_reservation() {
        assertThatCode(() -> new SessionSettings(Duration.ofDays(7), IDLE, 1, 30, 10, RESERVATION))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(Duration.ofDays(7).plusSeconds(1), IDLE, 1, 30, 10, RESERVATION))
                .withMessageContaining("hospiconnect.session.lifetime");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    @Requirement("HC-SESSIONS-BOUNDED")
    void how_many_a_person_may_have_open_is_bounded_itself(int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(Duration.ofHours(4), IDLE, 1, 30, most, RESERVATION))
                .withMessageContaining("hospiconnect.session.most-per-person");
    }

    @Test
    @Requirement("HC-ACTIVITY")
    void an_application_may_report_at_least_once_a_minute() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(Duration.ofHours(4), IDLE, 0, 30, 10, Optional.empty()))
                .withMessageContaining("activity-per-minute");
    }

    @ParameterizedTest(name = "{0} min idle, {1} min, reservation {2} → {3}")
    @Requirement("HC-LIMITS-ONLY-STRICTER")
    @CsvSource({
        "30, 240, '',  true",
        "31, 240, '',  false",
        "30, 241, '',  false",
        "31, 240, ' ', false",
        "31, 241, R-9, true",
        "0,  240, '',  false",
        "30, 0,   '',  false",
        "1,  1,   '',  true",
    })
    void more_than_the_rule_needs_a_reservation(int idle, int lifetime, String reservation, boolean right) {
        ThrowingCallable made = () -> assertThat(new SessionSettings(
                                Duration.ofMinutes(lifetime),
                                Duration.ofMinutes(idle),
                                1,
                                30,
                                10,
                                Optional.of(reservation).filter(text -> !text.isEmpty()))
                        .limits())
                .isEqualTo(new Limits(Duration.ofMinutes(idle), Duration.ofMinutes(lifetime)));

        if (right) {
            assertThatCode(made).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException().isThrownBy(made).withMessageContaining("hospiconnect.session");
        }
    }
}
