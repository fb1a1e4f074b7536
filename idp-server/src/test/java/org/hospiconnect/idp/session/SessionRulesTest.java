package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.assurance.Proof.Storage;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.Validity;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.PostRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decisions about a session that need no store, each as a table. */
class SessionRulesTest {

    private static final Instant OPENED = Instant.parse("2026-11-27T08:00:00Z");
    private static final Place OWN = ExamplePlace.ownDevice();
    private static final Limits USUAL = new Limits(Duration.ofMinutes(30), Duration.ofHours(4));

    @ParameterizedTest(name = "{0} within {1} → {2}")
    @CsvSource({
        // idle and life in minutes
        "30/240, 30/240, 30/240",
        "30/240, 10/240, 10/240",
        "30/240, 40/60,  30/60",
        "30/240, 40/300, 30/240",
        "10/60,  30/240, 10/60",
    })
    void limits_only_grow_stricter(String some, String others, String then) {
        assertThat(limits(some).within(limits(others))).isEqualTo(limits(then));
    }

    @ParameterizedTest(name = "{0} and {1} of a class → {2}/{3}")
    @CsvSource({"-, -, 30, 240", "5, -, 5, 240", "-, 60, 30, 60", "45, 300, 30, 240"})
    void a_class_of_posts_is_stricter_or_says_nothing(String idle, String life, int thenIdle, int thenLife) {
        var rules = new PostRules(minutes(idle), minutes(life), Duration.ZERO, List.of(), List.of(), true, true);

        assertThat(USUAL.within(rules)).isEqualTo(limits(thenIdle, thenLife));
    }

    @ParameterizedTest(name = "opened at {0}, asked at {1} → {2}, same post {3}")
    @CsvSource({
        "own, own, true,  true",
        "p1,  p1,  true,  true",
        "p1,  p2,  false, false",
        "p1,  own, false, false",
        "own, p1,  false, false",
        // a server of before notes no place: not good enough on a shared post
        "-,   own, true,  true",
        "-,   p1,  false, false",
    })
    void a_session_is_where_it_was_proved(String opened, String asked, boolean at, boolean samePost) {
        Session session = at(place(opened));

        assertThat(session.isAt(place(asked).orElseThrow())).isEqualTo(at);
        assertThat(session.isOnPostOf(place(asked).orElseThrow())).isEqualTo(samePost);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"own, false", "p1, true", "-, false"})
    void another_person_may_be_at_a_shared_post(String opened, boolean shared) {
        assertThat(at(place(opened)).isOnSharedPost()).isEqualTo(shared);
    }

    @ParameterizedTest(name = "somebody there after {0} min: over after {1} min")
    @CsvSource({"0, 30", "1, 31", "209, 239", "210, 240", "211, 240", "239, 240"})
    void idleness_and_age_end_a_session_whichever_comes_first(int active, int over) {
        Session session = at(place("own")).activeAt(OPENED.plus(Duration.ofMinutes(active)));

        assertThat(session.overAt()).isEqualTo(OPENED.plus(Duration.ofMinutes(over)));
        assertThat(session.endsAt()).isEqualTo(OPENED.plus(Duration.ofHours(4)));
        assertThat(session.lastActivityAt()).isEqualTo(OPENED.plus(Duration.ofMinutes(active)));
    }

    @ParameterizedTest(name = "{0} s of {1} → {2}")
    @CsvSource({"0, 60, true", "59, 60, true", "60, 60, false", "61, 60, false"})
    void whoever_was_there_within_a_time_was_there(int after, int within, boolean there) {
        assertThat(at(place("own")).isActiveWithin(Duration.ofSeconds(within), OPENED.plusSeconds(after)))
                .isEqualTo(there);
    }

    @ParameterizedTest(name = "{0} situations, chosen {1} → {2}")
    @CsvSource({"0, -, -", "1, -, s1", "2, -, -", "2, s2, s2", "1, s1, s1", "1, gone, -"})
    void a_situation_is_chosen_or_the_only_one_never_guessed(int known, String chosen, String expected) {
        var person = ExamplePerson.one()
                .situations(IntStream.rangeClosed(1, known)
                        .mapToObj(SessionRulesTest::situation)
                        .toList())
                .get();
        var session = new Session(
                "s",
                person.id(),
                List.of(proof(Storage.DEVICE_BOUND)),
                OPENED,
                OPENED,
                text(chosen),
                place("own"),
                USUAL);
        var good = new Standing.Good(
                session,
                person,
                ExampleApplication.one("dpi").get(),
                ExampleProof.rules().assess(session.proofs(), OPENED));

        assertThat(good.situation().map(WorkSituation::id)).isEqualTo(text(expected));
    }

    @ParameterizedTest(name = "scopes {0}, resources {1} → {2}")
    @CsvSource({
        "openid,         '',       true",
        "'',             '',       true",
        "openid profile, '',       false",
        "openid,         dpi,      true",
        "openid,         pacs,     true",
        "openid,         other,    false",
        "openid,         pacs other, false",
        "profile,        pacs,     false",
    })
    void nothing_beyond_the_registration_of_today(String scopes, String resources, boolean within) {
        var registered =
                ExampleApplication.one("dpi").scopes("openid").resources("pacs").get();

        assertThat(new Wanted("dpi", words(scopes), words(resources)).isWithin(registered))
                .isEqualTo(within);
    }

    @ParameterizedTest(name = "allowed {0}; key {1}, {2} → {3}")
    @CsvSource({
        "synced platform, SYNCED,       platform,       true",
        "platform,        SYNCED,       platform,       false",
        "platform,        DEVICE_BOUND, platform,       true",
        "platform,        UNKNOWN,      platform,       true",
        "synced,          SYNCED,       platform,       false",
        "synced,          SYNCED,       cross-platform, true",
        "none,            DEVICE_BOUND, platform,       false",
        "none,            DEVICE_BOUND, cross-platform, true",
        "none,            SYNCED,       cross-platform, false",
    })
    void a_class_of_posts_says_which_keys_serve(String allowed, Storage storage, String attachment, boolean serves) {
        var rules = new PostRules(
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                List.of(),
                List.of(),
                words(allowed).contains("synced"),
                words(allowed).contains("platform"));
        var answer = new BrowserAnswer("{\"authenticatorAttachment\" : \"" + attachment + "\"}", "");

        assertThat(new ServingKeys(rules, answer).test(proof(storage))).isEqualTo(serves);
    }

    @ParameterizedTest(name = "{0} until {1} s → {2}")
    @CsvSource({"ACTIVE, 1, true", "ACTIVE, 0, false", "SUSPENDED, 1, false", "REVOKED, 1, false"})
    void only_a_means_that_stands_is_behind_a_proof(Authenticator.State state, int left, boolean usable) {
        var means = new Validity("a1", state, OPENED.plusSeconds(left), KeyFacts.of("m"));
        var other = new Validity("a2", Authenticator.State.ACTIVE, Instant.MAX, KeyFacts.of("m"));

        assertThat(facts(List.of(other, means)).mayUse(proof(Storage.DEVICE_BOUND), OPENED))
                .isEqualTo(usable);
        assertThat(facts(List.of(other)).mayUse(proof(Storage.DEVICE_BOUND), OPENED))
                .isFalse();
    }

    @Test
    void nobody_works_before_their_contract_or_without_one() {
        var person = ExamplePerson.one().get();

        assertThat(new SessionFacts(false, Optional.of(person), List.of()).personAtWork(LocalDate.of(2026, 1, 1)))
                .contains(person);
        assertThat(new SessionFacts(false, Optional.of(person), List.of()).personAtWork(LocalDate.of(2019, 1, 1)))
                .isEmpty();
        assertThat(facts(List.of()).personAtWork(LocalDate.of(2026, 1, 1))).isEmpty();
    }

    private static SessionFacts facts(List<Validity> means) {
        return new SessionFacts(false, Optional.empty(), means);
    }

    private static Session at(Optional<Place> place) {
        return new Session(
                "s",
                new PersonId(UUID.randomUUID()),
                List.of(proof(Storage.DEVICE_BOUND)),
                OPENED,
                OPENED,
                Optional.empty(),
                place,
                USUAL);
    }

    private static Proof proof(Storage storage) {
        Proof.Grounds whole = ExampleProof.grounds();
        return ExampleProof.at(
                OPENED,
                new Proof.Grounds(
                        true, whole.attestation(), storage, whole.model(), whole.reservation(), whole.issuance()));
    }

    private static Optional<Place> place(String name) {
        return text(name).map(known -> known.equals("own") ? OWN : ExamplePlace.ward(known));
    }

    private static WorkSituation situation(int number) {
        return new WorkSituation(
                "s" + number,
                new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin"),
                Optional.empty(),
                "1990000115",
                "Lieu",
                "SA01",
                "S",
                false);
    }

    private static Limits limits(String words) {
        int[] all =
                Arrays.stream(words.split("/", -1)).mapToInt(Integer::parseInt).toArray();
        return limits(all[0], all[1]);
    }

    private static Limits limits(int idle, int life) {
        return new Limits(Duration.ofMinutes(idle), Duration.ofMinutes(life));
    }

    private static Optional<Duration> minutes(String number) {
        return text(number).map(Long::parseLong).map(Duration::ofMinutes);
    }

    private static Optional<String> text(String word) {
        return Optional.of(word).filter(one -> !one.equals("-"));
    }

    private static Set<String> words(String all) {
        return all.isEmpty() ? Set.of() : Set.of(all.split(" ", -1));
    }
}
