package org.hospiconnect.idp.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Limits;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.hospiconnect.idp.workstation.Place;

/** Requests, sessions and what stands, as the tests of the next step need them. */
final class ExampleSteps {

    static final Place HERE = ExamplePlace.ownDevice();
    static final Instant BEGUN = Instant.parse("2026-11-24T10:00:00Z");

    private ExampleSteps() {}

    static SignIn recognised(String sid) {
        var signIn = signIn(false);
        return sid.equals("nobody") ? signIn : signIn.recognised(session(sid, BEGUN.minusSeconds(60), true, true));
    }

    static Place place(String post) {
        return post.equals("own") ? HERE : ExamplePlace.ward(post);
    }

    static Session at(Place place, Session session) {
        return new Session(
                session.sid(),
                session.person(),
                session.proofs(),
                session.openedAt(),
                session.lastActivityAt(),
                session.workSituation(),
                Optional.of(place),
                session.limits());
    }

    static Presence good(Session session, int situations) {
        var here = new WorkSituation(
                "s1",
                new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin"),
                Optional.empty(),
                "1990000115",
                "Lieu",
                "SA01",
                "S",
                false);
        var person = ExamplePerson.one()
                .id(session.person())
                .situations(Collections.nCopies(situations, here))
                .get();
        return new Presence(
                session,
                new Standing.Good(
                        session,
                        person,
                        ExampleApplication.one("app").get(),
                        ExampleProof.rules().assess(session.proofs(), BEGUN)));
    }

    static NextStep.State state(String... kinds) {
        return new NextStep.State(List.of(kinds), List.of(), HERE, ExampleProof.rules(), BEGUN.plusSeconds(10));
    }

    static Session with(Session session, List<Proof> more) {
        return new Session(
                "sid",
                session.person(),
                Stream.concat(session.proofs().stream(), more.stream()).toList(),
                session.openedAt(),
                session.lastActivityAt(),
                session.workSituation(),
                session.place(),
                session.limits());
    }

    /** Substantial, a minute before the request. */
    static Proof proof(String kind) {
        return new Proof(kind, "a1", List.of(), BEGUN.minusSeconds(60), ExampleProof.grounds(true, true));
    }

    /** The same session by these proofs alone. */
    static Session by(List<Proof> proofs, Session session) {
        return new Session(
                session.sid(),
                session.person(),
                proofs,
                session.openedAt(),
                session.lastActivityAt(),
                session.workSituation(),
                session.place(),
                session.limits());
    }

    static SignIn signIn(boolean fresh) {
        return signIn(Level.SUBSTANTIAL, fresh, true, Optional.empty());
    }

    static SignIn signIn(Level least, boolean fresh, boolean wantsSituation, Optional<Duration> maxAge) {
        return signIn(new Wish(least, fresh, wantsSituation, maxAge), SignInRules.NONE);
    }

    record Wish(Level least, boolean fresh, boolean wantsSituation, Optional<Duration> maxAge) {}

    static SignIn signIn(Wish wish, SignInRules rules) {
        var asked = new AskedSignIn(
                wish.least(),
                false,
                wish.maxAge(),
                wish.fresh(),
                false,
                false,
                wish.wantsSituation(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rules);
        return new SignIn("id", "browser", "csrf", "app", "App", Map.of(), asked, Said.NOTHING, BEGUN, "REF", 1);
    }

    static Session session(Instant provedAt, boolean strong, boolean chosen) {
        return session("sid", provedAt, strong, chosen);
    }

    static Session session(String sid, Instant provedAt, boolean strong, boolean chosen) {
        return opened(
                sid, new Proof("webauthn", "a1", List.of(), provedAt, ExampleProof.grounds(true, strong)), chosen);
    }

    static Session opened(Proof by) {
        return opened("sid", by, true);
    }

    private static Session opened(String sid, Proof by, boolean chosen) {
        return new Session(
                sid,
                new PersonId(UUID.randomUUID()),
                List.of(by),
                by.at(),
                by.at(),
                Optional.of("s1").filter(_ -> chosen),
                Optional.of(HERE),
                new Limits(Duration.ofMinutes(30), Duration.ofHours(4)));
    }
}
