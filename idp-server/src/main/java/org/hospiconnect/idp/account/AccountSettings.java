package org.hospiconnect.idp.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The person's own pages.
 *
 * @param confirmedFor how long after a proof the person may add or remove a means; at most 15 min
 */
@ConfigurationProperties(prefix = "hospiconnect.account", ignoreUnknownFields = false)
record AccountSettings(@DefaultValue("5m") Duration confirmedFor) {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    AccountSettings {
        if (confirmedFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("hospiconnect.account.confirmed-for is at most 15 min");
        }
    }
}
