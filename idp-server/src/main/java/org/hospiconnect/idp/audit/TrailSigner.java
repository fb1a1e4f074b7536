package org.hospiconnect.idp.audit;

/** Signs for the trail, and says of what is shown whether it did; implemented where keys are. */
public interface TrailSigner {

    /** A compact JWS (RFC 7515) over this text, by the key of the trail that signs now. */
    String sign(String content);

    /** Keys that sign no more count for ever: the trail is as old as its oldest row. */
    Reading read(String jws);

    /** What was found. */
    sealed interface Reading {

        record Signed(String content) implements Reading {}

        /** By a key that was taken back: anybody may have made it, and its signature is not looked at. */
        record Revoked(String kid, String content) implements Reading {}

        /** Not by a key of the trail, or not this content. */
        record Forged(String why) implements Reading {}
    }
}
