package org.hospiconnect.idp.workstation;

/** What a post is for, which says who sits there. */
public enum PostClass {
    WARD,
    THEATRE,
    EMERGENCY,
    OFFICE,
    /** One person's; what nobody enrolled is one too. */
    OWN_DEVICE;

    /** Several people use one browser there: nobody inherits a session. */
    public boolean isShared() {
        return this != OWN_DEVICE;
    }
}
