package org.hospiconnect.idp.session;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.Standing.Good;
import org.hospiconnect.idp.session.Standing.Reason;
import org.hospiconnect.idp.session.Standing.Refused;
import org.hospiconnect.idp.workstation.Place;
import org.springframework.stereotype.Component;

/**
 * The one guard of every grant and entry point (architecture rule 1): looks at client, scopes and interfaces, session, person and
 * the means behind the proofs, at each call.
 */
@Component
public class StandingGuard {

    /** Days of contracts begin and end at French midnight. */
    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final Clients clients;
    private final Sessions sessions;
    private final FactsOfSessions facts;
    private final LevelRules levels;
    private final Clock clock;

    StandingGuard(Clients clients, Sessions sessions, FactsOfSessions facts, LevelRules levels, Clock clock) {
        this.levels = levels;
        this.clients = clients;
        this.sessions = sessions;
        this.facts = facts;
        this.clock = clock;
    }

    public Standing of(String sid, Wanted wanted) {
        Optional<RelyingApplication> client = clients.find(wanted.client());
        Optional<Reason> reason = refusal(client, wanted);
        return reason.isPresent()
                ? new Refused(reason.get())
                : sessions.find(sid)
                        .map(session -> of(session, client.orElseThrow()))
                        .orElseGet(() -> new Refused(Reason.SESSION_ENDED));
    }

    /** Where no person stands behind: an application that acts for itself. */
    public Optional<Reason> ofApplication(Wanted wanted) {
        return refusal(clients.find(wanted.client()), wanted);
    }

    private static Optional<Reason> refusal(Optional<RelyingApplication> client, Wanted wanted) {
        if (client.filter(RelyingApplication::enabled).isEmpty()) {
            return Optional.of(Reason.CLIENT_DISABLED);
        }
        return client.filter(wanted::isWithin).isPresent() ? Optional.empty() : Optional.of(Reason.BEYOND_REGISTRATION);
    }

    /** The same for a session already at hand. */
    public Standing of(Session session, RelyingApplication client) {
        if (!client.enabled()) {
            return new Refused(Reason.CLIENT_DISABLED);
        }
        Instant now = clock.instant();
        SessionFacts known = facts.of(session);
        return refusal(session, known, now)
                .<Standing>map(Refused::new)
                .orElseGet(() -> fits(
                        new Good(
                                session,
                                known.personAtWork(today(now)).orElseThrow(),
                                client,
                                levels.assess(session.proofs(), now, client.signIn()::takes)),
                        now));
    }

    /** Why it stands for no application whatever. */
    public Optional<Reason> ofNone(Session session) {
        return refusal(session, facts.of(session), clock.instant());
    }

    private static Optional<Reason> refusal(Session session, SessionFacts known, Instant now) {
        if (known.ended()) {
            return Optional.of(Reason.SESSION_ENDED);
        }
        if (known.personAtWork(today(now)).isEmpty()) {
            return Optional.of(Reason.PERSON_NOT_ACTIVE);
        }
        boolean usable = session.proofs().stream().allMatch(proof -> known.mayUse(proof, now));
        return usable ? Optional.empty() : Optional.of(Reason.AUTHENTICATOR_NOT_USABLE);
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, FRANCE);
    }

    /** What the client asks of whoever signs in to it. */
    private static Standing fits(Good good, Instant now) {
        RelyingApplication client = good.application();
        if (!client.signIn().takesZone(good.session().place().map(Place::zone))) {
            return new Refused(Reason.ZONE_NOT_TAKEN);
        }
        if (!good.assessment().reaches(client.leastLevel(), client.signIn().touching(), now)) {
            return new Refused(Reason.LEVEL_TOO_LOW);
        }
        if (!client.signIn().takes(good.assessment())) {
            return new Refused(Reason.SIGN_IN_NOT_TAKEN);
        }
        return client.signIn().workSituation() && good.person().workSituations().isEmpty()
                ? new Refused(Reason.NO_WORK_SITUATION)
                : good;
    }
}
