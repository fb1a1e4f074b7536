package org.hospiconnect.idp.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Applications that the settings bring.
 *
 * @param applications each is added at start, or changed when it differs from what is kept
 */
@ConfigurationProperties(prefix = "hospiconnect.client", ignoreUnknownFields = false)
record ClientSettings(@DefaultValue List<ApplicationSettings> applications) {

    ClientSettings {
        applications = List.copyOf(applications);
    }
}
