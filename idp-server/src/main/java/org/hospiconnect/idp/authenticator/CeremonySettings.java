package org.hospiconnect.idp.authenticator;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for every kind of means.
 *
 * @param challengeLifetime how long an answer is awaited
 * @param attemptsPerMinute tries of one sign-in or enrolment
 * @param failuresPerMinute failed ones from one address; a hospital behind one address shares them
 * @param typedPerMinute passwords and codes typed from one address, right or wrong; a hospital behind one address shares them
 * @param enrolmentLifetime no use after it; at most 36 months (RIE v2 EXI RIE-PS 08)
 */
@ConfigurationProperties(prefix = "hospiconnect.authenticator.ceremony", ignoreUnknownFields = false)
public record CeremonySettings(
        @DefaultValue("5m") Duration challengeLifetime,
        @DefaultValue("30") int attemptsPerMinute,
        @DefaultValue("1200") int failuresPerMinute,
        @DefaultValue("300") int typedPerMinute,
        @DefaultValue("36m") Period enrolmentLifetime) {

    private static final int LONGEST_MONTHS = 36;

    public CeremonySettings {
        if (enrolmentLifetime.toTotalMonths() > LONGEST_MONTHS) {
            throw new IllegalArgumentException(
                    "hospiconnect.authenticator.ceremony.enrolment-lifetime is at most 36 months");
        }
    }
}
