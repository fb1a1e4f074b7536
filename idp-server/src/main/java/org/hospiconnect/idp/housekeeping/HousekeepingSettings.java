package org.hospiconnect.idp.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Removing what has expired.
 *
 * @param every pause between two rounds, 12 h at most
 * @param batch rows of one statement
 */
@ConfigurationProperties(prefix = "hospiconnect.housekeeping", ignoreUnknownFields = false)
record HousekeepingSettings(
        @DefaultValue("15m") Duration every,
        @DefaultValue("1000") int batch) {

    private static final Duration MOST = Duration.ofHours(12);

    HousekeepingSettings {
        if (!every.isPositive() || every.compareTo(MOST) > 0 || batch < 1) {
            throw new IllegalArgumentException(
                    "hospiconnect.housekeeping: every and batch are more than zero, every is 12 h at most");
        }
    }
}
