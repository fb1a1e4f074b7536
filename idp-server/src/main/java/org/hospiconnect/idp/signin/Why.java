package org.hospiconnect.idp.signin;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.Standing.Good;
import org.hospiconnect.idp.session.Standing.Reason;

/** Why a person is asked for a proof now; pure. The page has a sentence for each. */
enum Why {
    /** No session, or it is over. */
    NOBODY_HERE,
    /** It was opened from another network, in another browser or on another post. */
    OTHER_PLACE,
    /** The application is not opened from this network. */
    ZONE_NOT_TAKEN,
    /** The application is for people who have a work situation. */
    NO_WORK_SITUATION,
    /** The means behind the session may not be used any more. */
    MEANS_NOT_USABLE,
    /** The application asks for more than the session has. */
    STRONGER_ASKED,
    /** The application takes other means. */
    OTHER_MEANS_ASKED,
    /** The application wants the person to confirm now. */
    FRESH_ASKED,
    /** The proof is older than the application takes. */
    TOO_OLD,
    /** Nothing is asked: the session is enough. */
    NOTHING_ASKED;

    static Why of(SignIn signIn, Optional<Presence> presence, Instant now) {
        return presence.map(found -> switch (found.standing()) {
                    case Good good -> of(signIn.demand(), good.assessment(), now);
                    case Standing.Refused(var reason) -> of(reason);
                })
                .orElse(NOBODY_HERE);
    }

    private static Why of(Demand demand, Assessment said, Instant now) {
        if (demand.isMetBy(said, now)) {
            return NOTHING_ASKED;
        }
        if (!demand.isReachedBy(said, now)) {
            return STRONGER_ASKED;
        }
        boolean fresh = demand.notBefore().filter(said.authTime()::isBefore).isPresent();
        return fresh ? FRESH_ASKED : TOO_OLD;
    }

    private static Why of(Reason reason) {
        return switch (reason) {
            case AUTHENTICATOR_NOT_USABLE -> MEANS_NOT_USABLE;
            case LEVEL_TOO_LOW -> STRONGER_ASKED;
            case SIGN_IN_NOT_TAKEN -> OTHER_MEANS_ASKED;
            case ZONE_NOT_TAKEN -> ZONE_NOT_TAKEN;
            case NO_WORK_SITUATION -> NO_WORK_SITUATION;
            case SESSION_ENDED, PERSON_NOT_ACTIVE, CLIENT_DISABLED, BEYOND_REGISTRATION -> NOBODY_HERE;
        };
    }
}
