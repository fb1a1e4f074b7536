package org.hospiconnect.idp.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.token.logout.LogoutTries.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutTriesTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    @Requirement("OIDCBCL-2.8")
    void a_success_is_delivered_at_any_try(int status) {
        for (int tries : List.of(1, 9, 50)) {
            assertThat(LogoutTries.after(tries, Optional.of(status))).isEqualTo(new Outcome.Settled(State.DELIVERED));
        }
    }

    @Test
    @Requirement("OIDCBCL-2.8-REFUSED")
    void a_refusal_is_heard_three_times() {
        assertThat(LogoutTries.after(1, Optional.of(400))).isEqualTo(new Outcome.Again(Duration.ofSeconds(1)));
        assertThat(LogoutTries.after(2, Optional.of(400))).isEqualTo(new Outcome.Again(Duration.ofSeconds(5)));
        assertThat(LogoutTries.after(3, Optional.of(400))).isEqualTo(new Outcome.Settled(State.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201, 202, 301, 302, 307, 401, 403, 404, 429, 500, 503})
    @Requirement("HC-LOGOUT-RETRY")
    void anything_else_is_tried_nine_times_ever_more_slowly(int status) {
        var pauses = new ArrayList<Duration>();
        int tries = 1;
        Optional<Integer> answer = status == 0 ? Optional.empty() : Optional.of(status);
        while (LogoutTries.after(tries, answer) instanceof Outcome.Again(Duration pause)) {
            pauses.add(pause);
            tries++;
        }

        assertThat(LogoutTries.after(tries, answer)).isEqualTo(new Outcome.Settled(State.FAILED));
        assertThat(tries).isEqualTo(9);
        assertThat(pauses).isSorted().startsWith(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(2), Duration.ofHours(4));
    }
}
