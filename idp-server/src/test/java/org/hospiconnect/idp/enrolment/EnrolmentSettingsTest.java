package org.hospiconnect.idp.enrolment;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;

class EnrolmentSettingsTest {

    @Test
    @Requirement("HC-HOUSEKEEPING")
    void no_block_outlives_the_failures_that_it_counts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnrolmentSettings(
                        Duration.ofHours(1), 10, 100, 1000, Duration.ofDays(1).plusSeconds(1), List.of()))
                .withMessageContaining("hospiconnect.enrolment.block");
    }
}
