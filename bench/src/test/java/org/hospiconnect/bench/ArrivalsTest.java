package org.hospiconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArrivalsTest {

    private static final long MILLISECOND = 1_000_000;

    // 100 a second after a climb of 4 s, in which 200 come
    @ParameterizedTest
    @CsvSource({"0, 0", "50, 2000", "200, 4000", "201, 4010", "300, 5000", "1200, 14000"})
    void it_climbs_and_then_keeps_its_pace(long arrival, long milliseconds) {
        assertThat(new Arrivals(100, Duration.ofSeconds(4)).after(arrival)).isEqualTo(milliseconds * MILLISECOND);
    }

    @Test
    void what_is_due_comes_in_turn_from_the_first_question() {
        var arrivals = new Arrivals(1000, Duration.ZERO);

        assertThat(arrivals.next(70)).isEqualTo(70);
        assertThat(arrivals.next(5 * MILLISECOND)).isEqualTo(70 + MILLISECOND);
        assertThat(arrivals.next(0)).isEqualTo(70 + 2 * MILLISECOND);
    }
}
