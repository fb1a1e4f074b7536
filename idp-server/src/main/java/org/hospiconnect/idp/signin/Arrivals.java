package org.hospiconnect.idp.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.Grounds;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Sessions.Opened;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.TouchWindows;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody proved who they are: opens the session, adds the proof to it, or ends the one that was open in this browser. */
@Component
class Arrivals {

    private final Sessions sessions;
    private final Presences presences;
    private final SessionCookie cookie;
    private final Places places;
    private final TouchWindows touches;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final LevelRules levels;
    private final Clock clock;

    Arrivals(
            Sessions sessions,
            Presences presences,
            SessionCookie cookie,
            Places places,
            TouchWindows touches,
            AuditTrail trail,
            TransactionTemplate transaction,
            LevelRules levels,
            Clock clock) {
        this.levels = levels;
        this.clock = clock;
        this.sessions = sessions;
        this.presences = presences;
        this.cookie = cookie;
        this.places = places;
        this.touches = touches;
        this.trail = trail;
        this.transaction = transaction;
    }

    Session arrive(SignIn signIn, Verified by, CeremonyController.Exchange exchange) {
        Place place = places.of(exchange.request(), exchange.response());
        var verified = new Verified(by.person(), levels.placed(by.proof(), place.isRemote()));
        var arrival = new Arrival(signIn, verified, place, exchange.request().getRemoteAddr());
        Opened opened = cookie.read(exchange.request())
                .flatMap(sessions::peekByCookie)
                .flatMap(before -> joined(presences.of(before, signIn), arrival))
                .orElseGet(() -> opened(arrival));
        touches.note(verified, opened.session().sid(), place, places.rules(place));
        // the cookie goes out only after the trail has the act
        cookie.write(exchange.response(), opened.cookie());
        return opened.session();
    }

    private record Arrival(SignIn signIn, Verified verified, Place place, String source) {

        AuditEntry accepted(String sid, Assessment reached) {
            AuditEntry entry = Grounds.of(reached)
                    .in(AuditEntry.done(Act.SIGN_IN_ACCEPTED))
                    .person(verified.person())
                    .client(signIn.clientId())
                    .session(sid)
                    .authenticator(verified.proof().authenticator())
                    .reference(signIn.reference())
                    .detail("kind", verified.proof().kind())
                    .detail("amr", String.join(" ", verified.proof().amr()))
                    .detail("zone", place.zone())
                    .detail("source", source);
            // single factors are traced as such (RIE v2 EXI RIE-PS 10)
            AuditEntry whole = verified.proof()
                    .touch()
                    .map(touch -> entry.detail("both_factors_at", touch.bothAt()))
                    .orElse(entry);
            AuditEntry here =
                    place.post().map(post -> whole.detail("post", post)).orElse(whole);
            return signIn.said()
                    .displaced()
                    .map(before -> here.detail("after", before))
                    .orElse(here);
        }
    }

    /** Empty when the session that was open is not one for this proof; it is over then. */
    private Optional<Opened> joined(Presence before, Arrival arrival) {
        Session session = before.session();
        if (!session.person().equals(arrival.verified().person()) || !session.isOnPostOf(arrival.place())) {
            displace(session, arrival);
            return Optional.empty();
        }
        if (!before.takesAnotherProof() && before.standing() instanceof Standing.Refused(var reason)) {
            presences.end(session, reason, arrival.signIn());
            return Optional.empty();
        }
        Proof proof = arrival.verified().proof();
        // the trail first: tokens of the session must not tell a proof that nobody traced
        trail.record(accepted(session.with(proof, arrival.place()), arrival));
        return sessions.addProof(session, proof, arrival.place());
    }

    private Opened opened(Arrival arrival) {
        Verified verified = arrival.verified();
        // whoever was on the post and is not in this browser's cookies any more; before the new session takes the
        // place, so that a store that fails here forgets nobody
        arrival.place().post().flatMap(sessions::findByPost).ifPresent(before -> displace(before, arrival));
        Opened opened = sessions.open(verified.person(), verified.proof(), arrival.place());
        // of two that arrive at once
        opened.before().ifPresent(before -> displace(before, arrival));
        opened.beyond().forEach(idle -> end(idle, arrival, "more sessions than one person may have open"));
        trail.record(accepted(opened.session(), arrival));
        return opened;
    }

    /** What this proof rests on, and what the session has with it. */
    private AuditEntry accepted(Session session, Arrival arrival) {
        Instant now = clock.instant();
        Assessment whole =
                levels.assess(session.proofs(), now, arrival.signIn().asked().rules()::takes);
        return arrival.accepted(session.sid(), levels.assess(arrival.verified().proof(), now))
                .detail("session_level", whole.level());
    }

    private void displace(Session session, Arrival by) {
        boolean same = session.person().equals(by.verified().person());
        end(session, by, same ? "signed in anew" : "another person signed in here");
    }

    private void end(Session session, Arrival by, String why) {
        AuditEntry entry = AuditEntry.done(Act.SESSION_ENDED)
                .person(session.person())
                .session(session.sid())
                .actor(by.verified().person())
                .reference(by.signIn().reference())
                .detail("why", why);
        transaction.executeWithoutResult(_ -> {
            sessions.end(session.sid());
            trail.record(
                    by.place().post().map(post -> entry.detail("post", post)).orElse(entry));
        });
    }
}
