package org.hospiconnect.idp;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all pages show.
 *
 * @param hospital name of the hospital, at the top of each page
 */
@ConfigurationProperties(prefix = "hospiconnect.page", ignoreUnknownFields = false)
record PageSettings(@DefaultValue("Votre établissement") String hospital) {}
