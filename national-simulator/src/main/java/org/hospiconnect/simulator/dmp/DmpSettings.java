package org.hospiconnect.simulator.dmp;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How strict and how slow the DMP receiver is.
 *
 * @param acceptedModes values of {@code Authentification_Mode} that may read; no value of its own is published for AIR simplifié
 * @param skew how far the sender's clock may be from ours
 * @param lifetime greatest age of an assertion, whatever its own end says
 * @param greatestMessage bound of a request's body
 * @param slowness delay of the answer in mode {@code slow}
 * @param silence how long a connection is held in mode {@code silent}
 */
@ConfigurationProperties(prefix = "hospiconnect.dmp", ignoreUnknownFields = false)
record DmpSettings(
        @DefaultValue("INDIRECTE_RENFORCEE") Set<String> acceptedModes,

        @DefaultValue("30s") Duration skew,
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("256KB") DataSize greatestMessage,
        @DefaultValue("4s") Duration slowness,
        @DefaultValue("60s") Duration silence) {

    DmpSettings {
        acceptedModes = Set.copyOf(acceptedModes);
    }
}
