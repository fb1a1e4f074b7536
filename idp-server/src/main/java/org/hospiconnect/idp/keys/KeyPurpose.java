package org.hospiconnect.idp.keys;

/** What the keys of a ring sign; a key of one purpose verifies nothing of another. */
public enum KeyPurpose {
    /** Access tokens, ID tokens and whatever else applications get from us. */
    TOKENS,
    /** The context from which a DPI builds a VIHF. */
    VIHF_CONTEXT,
    /** The ends of the trail's chains; no application verifies them, and they count as long as there is a trail. */
    TRAIL;

    /** Do applications read its public keys? */
    boolean isForApplications() {
        return this != TRAIL;
    }
}
