package org.hospiconnect.idp.workstation;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/**
 * Where a request comes from, as far as it can be known.
 *
 * @param post id of the shared post; empty for a browser that is none
 * @param zone name of the network zone
 * @param range of the zone's settings that the address is in; outside of all {@code local}, or empty on the Internet
 * @param agent the browser's name for itself, without its versions, hashed
 * @param own what the post allows less than its class, also where its cookie does not count now; empty without a cookie, and from a server of
 *     before
 * @param reach of a server of before {@code REMOTE}
 */
public record Place(
        Optional<String> post,
        PostClass postClass,
        String zone,
        String range,
        String agent,
        Optional<PostLimits> own,
        Reach reach) {

    public Place {
        own = Objects.requireNonNullElse(own, Optional.empty());
        reach = Objects.requireNonNullElse(reach, Reach.REMOTE);
    }

    /** RIE v1 §4.6.3.3: the Internet, telework and the guest Wi-Fi are remote. */
    public enum Reach {
        /** A zone that the hospital calls local. */
        LOCAL,
        REMOTE
    }

    /** Is it where the other one is? What settings say of it there may change, and a server of before does not tell. */
    public boolean isSameAs(Place other) {
        return post.equals(other.post)
                && postClass == other.postClass
                && zone.equals(other.zone)
                && range.equals(other.range)
                && agent.equals(other.agent);
    }

    public boolean isShared() {
        return postClass.isShared();
    }

    /** In no zone that the hospital calls local. */
    public boolean isRemote() {
        return reach == Reach.REMOTE;
    }

    /** Of its header: a browser that renews itself stays the same one. */
    static String agent(Optional<String> header) {
        String lasting = header.orElse("").replaceAll("[0-9._]+", "");
        return Bytes.of(lasting.getBytes(StandardCharsets.UTF_8)).sha256().toBase64Url();
    }
}
