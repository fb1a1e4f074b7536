package org.hospiconnect.idp.session;

import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.Person;

/** What the one guard of every grant and entry point says of a session and a client. */
public sealed interface Standing {

    record Good(Session session, Person person, RelyingApplication application) implements Standing {}

    record Refused(Reason reason) implements Standing {}

    enum Reason {
        SESSION_ENDED,
        PERSON_NOT_ACTIVE,
        AUTHENTICATOR_NOT_USABLE,
        CLIENT_DISABLED,
        /** Scope or interface was taken from the registration after it was granted. */
        BEYOND_REGISTRATION,
        LEVEL_TOO_LOW
    }
}
