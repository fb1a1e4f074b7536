package org.hospiconnect.idp.authenticator;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Blocks a means, for a while or for good, or takes one back into use; with its row of the trail. */
@Component
public class AuthenticatorStates {

    private final Authenticators authenticators;
    private final AuditTrail trail;

    AuthenticatorStates(Authenticators authenticators, AuditTrail trail) {
        this.authenticators = authenticators;
        this.trail = trail;
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        UNKNOWN,
        SO_ALREADY,
        REVOKED_FOR_GOOD
    }

    /** Sessions that rest on a means that is not usable grant nothing more, on every server within 5 s. */
    @Transactional
    public Outcome change(String id, State wanted, String actor) {
        var known = authenticators.find(id);
        if (known.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        State state = known.get().state();
        if (state == wanted) {
            return Outcome.SO_ALREADY;
        }
        if (state == State.REVOKED) {
            return Outcome.REVOKED_FOR_GOOD;
        }
        authenticators.changeState(id, wanted);
        trail.record(AuditEntry.done(act(wanted))
                .actor(actor)
                .person(known.get().person())
                .authenticator(id));
        return Outcome.DONE;
    }

    private static Act act(State wanted) {
        return switch (wanted) {
            case ACTIVE -> Act.AUTHENTICATOR_REINSTATED;
            case SUSPENDED -> Act.AUTHENTICATOR_SUSPENDED;
            case REVOKED -> Act.AUTHENTICATOR_REVOKED;
        };
    }
}
