package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.Validity;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Standing.Good;
import org.hospiconnect.idp.session.Standing.Reason;
import org.hospiconnect.idp.session.Standing.Refused;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the one guard says, without a store: one thing is wrong, or several, and the first that counts is told. */
@Requirement("HC-STANDING-GUARD")
class StandingGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static final WorkSituation WARD = new WorkSituation(
            "s1",
            new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin"),
            Optional.empty(),
            "1990000115",
            "Lieu",
            "SA01",
            "S",
            false);

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "'',                    GOOD",
        // the application
        "client:unknown,        CLIENT_DISABLED",
        "client:disabled,       CLIENT_DISABLED",
        "scope,                 BEYOND_REGISTRATION",
        "interface,             BEYOND_REGISTRATION",
        // the session, and who is behind it
        "session:unknown,       SESSION_ENDED",
        "session:ended,         SESSION_ENDED",
        "person:unknown,        PERSON_NOT_ACTIVE",
        "person:suspended,      PERSON_NOT_ACTIVE",
        "means:unknown,         AUTHENTICATOR_NOT_USABLE",
        "means:suspended,       AUTHENTICATOR_NOT_USABLE",
        // one of two is enough, and another that is right does not heal it
        "means:one-of-two,      AUTHENTICATOR_NOT_USABLE",
        // what the application asks
        "zone,                  ZONE_NOT_TAKEN",
        "place:unknown,         ZONE_NOT_TAKEN",
        "level,                 LEVEL_TOO_LOW",
        "kind,                  SIGN_IN_NOT_TAKEN",
        // a stronger proof of a kind that is not taken
        "proof:stronger-not-taken, GOOD",
        "situation,             NO_WORK_SITUATION",
        "situation person:placed, GOOD",
        // an application that is off hears nothing of sessions; who left is told so, not to prove it once more
        "client:disabled session:unknown,  CLIENT_DISABLED",
        "scope session:unknown,            BEYOND_REGISTRATION",
        "session:ended person:suspended,   SESSION_ENDED",
        "person:suspended means:suspended, PERSON_NOT_ACTIVE",
        "means:suspended level,            AUTHENTICATOR_NOT_USABLE",
        "zone level,                       ZONE_NOT_TAKEN",
        "level kind,                       LEVEL_TOO_LOW",
        "kind situation,                   SIGN_IN_NOT_TAKEN",
    })
    void the_first_that_counts_is_told(String wrong, String told) {
        var case_ = new Case(Set.of(wrong.split(" ", -1)));

        assertThat(words(case_.guard(NOW).of("s", case_.wanted()))).isEqualTo(told);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "'', -",
        "client:unknown, CLIENT_DISABLED",
        "client:disabled, CLIENT_DISABLED",
        "scope, BEYOND_REGISTRATION",
        "session:unknown, -"
    })
    void an_application_that_acts_for_itself_needs_its_registration_only(String wrong, String told) {
        var case_ = new Case(Set.of(wrong));

        assertThat(case_.guard(NOW).ofApplication(case_.wanted()))
                .isEqualTo(told.equals("-") ? Optional.empty() : Optional.of(Reason.valueOf(told)));
    }

    @ParameterizedTest
    @CsvSource({"'', GOOD", "client:disabled, CLIENT_DISABLED", "session:ended, SESSION_ENDED"})
    void a_session_at_hand_is_looked_at_as_one_that_is_named(String wrong, String told) {
        var case_ = new Case(Set.of(wrong));

        assertThat(words(case_.guard(NOW).of(case_.session(), case_.application())))
                .isEqualTo(told);
    }

    /** Not at midnight in Greenwich, an hour or two into the next day of the ward. */
    @ParameterizedTest
    @CsvSource({
        "2025-12-31T22:59:59Z, PERSON_NOT_ACTIVE",
        "2025-12-31T23:00:00Z, GOOD",
        "2026-07-31T21:59:59Z, GOOD",
        "2026-07-31T22:00:00Z, PERSON_NOT_ACTIVE"
    })
    void a_contract_begins_and_ends_at_french_midnight(Instant now, String told) {
        var case_ = new Case(Set.of("person:of-seven-months"));

        assertThat(words(case_.guard(now).of(case_.session(now), case_.application())))
                .isEqualTo(told);
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case Good _ -> "GOOD";
            case Refused(var reason) -> reason.name();
        };
    }

    /** All is well but for these. */
    private record Case(Set<String> wrong) {

        private boolean is(String word) {
            return wrong.contains(word);
        }

        Wanted wanted() {
            return new Wanted("dpi", Set.of(is("scope") ? "rpps" : "openid"), Set.of(is("interface") ? "pacs" : "dpi"));
        }

        StandingGuard guard(Instant now) {
            Optional<Session> open = Optional.of(session(now)).filter(_ -> !is("session:unknown"));
            var sessions = (Sessions) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Sessions.class}, (_, method, named) -> {
                        assertThat(method.getName()).isEqualTo("find");
                        return open.filter(one -> one.sid().equals(Objects.requireNonNull(named)[0]));
                    });
            return new StandingGuard(
                    new One(Optional.of(application()).filter(_ -> !is("client:unknown"))),
                    sessions,
                    _ -> new SessionFacts(is("session:ended"), person(), means()),
                    ExampleProof.rules(),
                    Clock.fixed(now, ZoneOffset.UTC));
        }

        RelyingApplication application() {
            var example = ExampleApplication.one("dpi")
                    .leastLevel(Level.SUBSTANTIAL)
                    .signIn(new SignInRules(
                            false,
                            null,
                            Set.of(is("kind") ? "card" : "webauthn"),
                            Set.of(),
                            Set.of(is("zone") ? "ward" : "remote"),
                            null,
                            is("situation")));
            return is("client:disabled") ? example.disabled().get() : example.get();
        }

        Session session() {
            return session(NOW);
        }

        Session session(Instant now) {
            Proof.Grounds grounds = ExampleProof.grounds(true, !is("level"));
            return new Session(
                    "s",
                    new PersonId(new UUID(0, 1)),
                    List.of(
                            new Proof("webauthn", "a1", List.of(), now.minusSeconds(2), grounds),
                            new Proof(
                                    is("proof:stronger-not-taken") ? "certified" : "webauthn",
                                    "a2",
                                    List.of(),
                                    now.minusSeconds(1),
                                    grounds)),
                    now,
                    now,
                    Optional.empty(),
                    Optional.of(ExamplePlace.ownDevice()).filter(_ -> !is("place:unknown")),
                    new Limits(Duration.ofMinutes(30), Duration.ofHours(4)));
        }

        private Optional<Person> person() {
            var example =
                    ExamplePerson.one().state(is("person:suspended") ? Person.State.SUSPENDED : Person.State.ACTIVE);
            if (is("person:of-seven-months")) {
                example.start(LocalDate.of(2026, 1, 1)).end(Optional.of(LocalDate.of(2026, 7, 31)));
            }
            if (is("person:placed")) {
                example.situations(List.of(WARD));
            }
            return Optional.of(example.get()).filter(_ -> !is("person:unknown"));
        }

        private List<Validity> means() {
            return Arrays.asList("a1", "a2").stream()
                    .filter(_ -> !is("means:unknown"))
                    .filter(id -> id.equals("a1") || !is("means:one-of-two"))
                    .map(id -> new Validity(id, state(), Instant.MAX, KeyFacts.of("m")))
                    .toList();
        }

        private Authenticator.State state() {
            return is("means:suspended") ? Authenticator.State.SUSPENDED : Authenticator.State.ACTIVE;
        }
    }

    /** The only registration there is, or none. */
    private record One(Optional<RelyingApplication> registered) implements Clients {

        @Override
        public Optional<RelyingApplication> find(String clientId) {
            return registered.filter(one -> one.id().equals(clientId));
        }

        @Override
        public List<RelyingApplication> all() {
            return registered.stream().toList();
        }

        @Override
        public void put(RelyingApplication application) {
            throw new UnsupportedOperationException("nothing is registered here");
        }
    }
}
