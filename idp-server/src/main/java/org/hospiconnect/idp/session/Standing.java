package org.hospiconnect.idp.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;

/** What the one guard of every grant and entry point says of a session and a client. */
public sealed interface Standing {

    /**
     * All is well.
     *
     * @param assessment what the session's proofs amount to at this moment
     */
    record Good(Session session, Person person, RelyingApplication application, Assessment assessment)
            implements Standing {

        /** When this application asks for a proof again, whatever happens. */
        public Instant endsAt() {
            Instant end = session.endsAt();
            return assessment
                    .touchUntil(application.signIn().touching())
                    .filter(end::isAfter)
                    .orElse(end);
        }

        /** The same unless somebody is there before. */
        public Instant overAt() {
            return session.overAt().isBefore(endsAt()) ? session.overAt() : endsAt();
        }

        /** The situation chosen in the session, or the person's only one; never a guess. */
        public Optional<WorkSituation> situation() {
            if (session.workSituation().isPresent()) {
                return session.workSituation().flatMap(person::workSituation);
            }
            List<WorkSituation> all = person.workSituations();
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
    }

    record Refused(Reason reason) implements Standing {}

    enum Reason {
        SESSION_ENDED,
        PERSON_NOT_ACTIVE,
        AUTHENTICATOR_NOT_USABLE,
        CLIENT_DISABLED,
        /** Scope or interface was taken from the registration after it was granted. */
        BEYOND_REGISTRATION,
        LEVEL_TOO_LOW,
        /** Strong enough, and not of the sort that the client takes. */
        SIGN_IN_NOT_TAKEN,
        /** The client is not used in the network zone of the last proof. */
        ZONE_NOT_TAKEN,
        /** The client takes only people who have a work situation. */
        NO_WORK_SITUATION
    }
}
