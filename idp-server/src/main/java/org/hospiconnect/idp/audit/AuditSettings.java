package org.hospiconnect.idp.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The trail.
 *
 * @param node name of this server in the trail; each server has its own chain
 * @param sealEvery how often committed rows are chained
 * @param checkpointEvery how often the end of the chain is signed, when rows were added
 * @param countsKept how long refusals of strangers stay counted; the trail itself is never removed
 */
@ConfigurationProperties(prefix = "hospiconnect.audit", ignoreUnknownFields = false)
record AuditSettings(
        @DefaultValue("node-1") String node,
        @DefaultValue("200ms") Duration sealEvery,
        @DefaultValue("1m") Duration checkpointEvery,
        @DefaultValue("365d") Duration countsKept) {

    AuditSettings {
        if (!sealEvery.isPositive() || !checkpointEvery.isPositive() || !countsKept.isPositive()) {
            throw new IllegalArgumentException(
                    "hospiconnect.audit: seal-every, checkpoint-every and counts-kept are longer than zero");
        }
    }
}
