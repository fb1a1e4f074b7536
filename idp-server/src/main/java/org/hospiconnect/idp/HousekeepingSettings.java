package org.hospiconnect.idp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Removing what has expired.
 *
 * @param every pause between two rounds
 * @param batch rows of one statement
 */
@ConfigurationProperties(prefix = "hospiconnect.housekeeping", ignoreUnknownFields = false)
record HousekeepingSettings(
        @DefaultValue("15m") Duration every,
        @DefaultValue("1000") int batch) {

    HousekeepingSettings {
        if (!every.isPositive() || batch < 1) {
            throw new IllegalArgumentException("hospiconnect.housekeeping: every and batch are more than zero");
        }
    }
}
