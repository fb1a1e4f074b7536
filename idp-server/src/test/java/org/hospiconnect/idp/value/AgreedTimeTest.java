package org.hospiconnect.idp.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On PostgreSQL's own clock. */
@StoreTest
class AgreedTimeTest {

    private final MovableClock clock;
    private final AgreedTime time;

    @Autowired
    AgreedTimeTest(JdbcClient jdbc, MovableClock clock) {
        this.clock = clock;
        this.time = new AgreedTime(new PostgresTime(jdbc), clock);
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("HC-STEADY-TIME")
    void clocks_that_are_close_agree_on_this_servers() {
        clock.advance(Duration.ofSeconds(45));

        assertThat(time.now()).isCloseTo(clock.instant(), within(10, ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({"P91D, ahead of", "-P91D, behind", "PT75S, ahead of", "-PT75S, behind"})
    @Requirement("HC-STEADY-TIME")
    void clocks_that_differ_are_no_time_at_all(Duration ahead, String said) {
        clock.advance(ahead);

        assertThatThrownBy(time::now).isInstanceOf(Unavailable.class).hasMessageContaining(said + " PostgreSQL's");
        assertThat(time.ofPostgres()).isCloseTo(Clock.systemUTC().instant(), within(10, ChronoUnit.SECONDS));
    }
}
