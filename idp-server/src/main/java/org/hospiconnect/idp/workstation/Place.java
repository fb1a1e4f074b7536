package org.hospiconnect.idp.workstation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/**
 * Where a request comes from, as far as it can be known.
 *
 * @param post id of the shared post; empty for a browser that is none
 * @param zone name of the network zone
 * @param range of the zone's settings that the address is in; outside of all {@code local}, or empty on the Internet
 * @param agent the browser's name for itself, without its versions, hashed
 */
public record Place(Optional<String> post, PostClass postClass, String zone, String range, String agent) {

    public boolean isShared() {
        return postClass.isShared();
    }

    /** On none of the networks that the hospital calls its own. */
    public boolean isRemote() {
        return zone.equals(Zones.REMOTE);
    }

    /** Of its header: a browser that renews itself stays the same one. */
    static String agent(Optional<String> header) {
        String lasting = header.orElse("").replaceAll("[0-9._]+", "");
        return Bytes.of(lasting.getBytes(StandardCharsets.UTF_8)).sha256().toBase64Url();
    }
}
