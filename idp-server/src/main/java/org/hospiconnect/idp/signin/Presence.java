package org.hospiconnect.idp.signin;

import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;

/** The session that is open in a browser, and whether it stands for the application that asks. */
record Presence(Session session, Standing standing) {

    /** All proofs of a session must stand: one more does not heal it. */
    boolean takesAnotherProof() {
        return switch (standing) {
            case Standing.Good _ -> true;
            case Standing.Refused(var reason) ->
                switch (reason) {
                    case LEVEL_TOO_LOW,
                            SIGN_IN_NOT_TAKEN,
                            ZONE_NOT_TAKEN,
                            NO_WORK_SITUATION,
                            CLIENT_DISABLED,
                            BEYOND_REGISTRATION -> true;
                    case SESSION_ENDED, PERSON_NOT_ACTIVE, AUTHENTICATOR_NOT_USABLE -> false;
                };
        };
    }
}
