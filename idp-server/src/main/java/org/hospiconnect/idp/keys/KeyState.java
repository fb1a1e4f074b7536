package org.hospiconnect.idp.keys;

/** Where a key stands; in this order, never back. */
public enum KeyState {
    /** Published, signs later. */
    NEXT,
    /** Signs. */
    ACTIVE,
    /** Signs no more, is published until the last that it signed has died. */
    RETIRING,
    /** Published no more. */
    REMOVED,
    /** Taken back: nothing that it signed counts. */
    REVOKED;

    /** Do relying applications and we ourselves verify with it? */
    boolean isPublished() {
        return this == NEXT || this == ACTIVE || this == RETIRING;
    }
}
