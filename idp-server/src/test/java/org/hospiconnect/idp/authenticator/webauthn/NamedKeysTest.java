package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.webauthn.NamedKeys.Named;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnOptions.Descriptor;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Which keys a typed name asks for, whoever has it. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@Requirement("HC-KEYS-DECOYS")
@TestPropertySource(properties = "hospiconnect.address.issuer=http://localhost:9000")
class NamedKeysTest {

    private static final PersonId FIRST = new PersonId(new UUID(0, 0));
    private static final PersonId LAST = new PersonId(new UUID(-1, -1));

    private final WebAuthnFixture webauthn;
    private final Secrets secrets;
    private final Instant now;
    private final Map<String, Person> people;
    private final NamedKeys keys;

    @Autowired
    NamedKeysTest(WebAuthnFixture webauthn, Secrets secrets, MovableClock clock) {
        this.webauthn = webauthn;
        this.secrets = secrets;
        this.now = clock.instant();
        this.people = Map.of("A1", webauthn.somebody("nurses"), "A2", webauthn.somebody("nurses"));
        this.keys = new NamedKeys(
                name -> Optional.ofNullable(people.get(name)),
                _ -> {},
                webauthn.authenticators,
                () -> Bytes.of(new byte[32]));
    }

    private Person person(String name) {
        return Optional.ofNullable(people.get(name)).orElseThrow();
    }

    @Test
    void whoever_has_keys_has_them_asked_for() {
        List<String> held = Stream.of(64, 32, 16)
                .map(length -> enrolled(person("A1"), length, State.ACTIVE))
                .sorted()
                .toList();
        enrolled(person("A1"), 48, State.SUSPENDED);

        Named named = keys.of("A1", now);

        assertThat(named.person()).isEqualTo(person("A1").id());
        assertThat(ids(named)).isEqualTo(held);
    }

    @Test
    void of_more_than_twenty_the_last_are_asked_for() {
        var held = new ArrayList<String>();
        for (int number = 0; number < 23; number++) {
            held.add(enrolled(person("A1"), 32, State.ACTIVE, now.minus(Duration.ofDays(23 - number))));
        }

        assertThat(ids(keys.of("A1", now)))
                .hasSize(20)
                .containsExactlyInAnyOrderElementsOf(held.subList(3, 23))
                .isSorted();
    }

    @Test
    void a_name_of_nobody_and_one_without_keys_ask_for_decoys_that_stay_and_belong_to_nobody() {
        enrolled(person("A2"), 64, State.REVOKED);

        Named unknown = keys.of("Z9", now);
        Named withoutKeys = keys.of("A2", now);

        assertThat(unknown.person()).isEqualTo(NamedKeys.NOBODY);
        assertThat(withoutKeys.person()).isEqualTo(NamedKeys.NOBODY);
        assertThat(keys.of("Z9", now)).isEqualTo(unknown);
        assertThat(keys.of("A2", now)).isEqualTo(withoutKeys);
        assertThat(ids(unknown)).isNotEmpty().isSorted().doesNotContainAnyElementsOf(ids(withoutKeys));
    }

    @Test
    void decoys_are_as_many_as_long_and_of_the_transports_as_those_of_who_is_drawn() {
        Stream.of(77, 48, 77).forEach(length -> enrolled(person("A2"), length, State.ACTIVE));
        Authenticators drawing = mock(Authenticators.class, delegatesTo(webauthn.authenticators));
        doReturn(Optional.of(person("A2").id())).when(drawing).someHolder(anyString(), any());

        Named decoys =
                new NamedKeys(_ -> Optional.empty(), _ -> {}, drawing, () -> Bytes.of(new byte[32])).of("Z9", now);

        assertThat(shapes(decoys)).hasSize(3).isEqualTo(shapes(keys.of("A2", now)));
        assertThat(ids(decoys)).doesNotContainAnyElementsOf(ids(keys.of("A2", now)));
    }

    /** What takes time is asked of the store, and found there: as much, whoever has the name. */
    @Test
    void whatever_the_name_the_same_is_asked_and_as_much_is_found() {
        enrolled(person("A1"), 64, State.ACTIVE);

        assertThat(Stream.of("A1", "A2", "Z9").map(this::found))
                .allSatisfy(found -> assertThat(found)
                        .containsExactlyInAnyOrder(
                                "person found",
                                "nobody found",
                                "someHolder found",
                                "of found",
                                "of found",
                                "of empty"));
    }

    private List<String> found(String name) {
        var found = new ArrayList<String>();
        Authenticators asked = mock(Authenticators.class, call -> {
            Object answer = call.getMethod().invoke(webauthn.authenticators, call.getArguments());
            boolean empty = answer.equals(List.of()) || answer.equals(Optional.empty());
            found.add(call.getMethod().getName() + (empty ? " empty" : " found"));
            return answer;
        });
        Function<Boolean, String> person = is -> is ? "person found" : "nobody found";
        var counted = new NamedKeys(
                known -> {
                    found.add(person.apply(people.containsKey(known)));
                    return Optional.ofNullable(people.get(known));
                },
                id -> found.add(person.apply(!id.equals(NamedKeys.NOBODY))),
                asked,
                () -> Bytes.of(new byte[32]));
        counted.of(name, now);
        return found;
    }

    @Test
    void who_is_drawn_is_the_next_who_holds_an_active_key_of_the_kind_and_after_the_last_the_first() {
        String kind = "kind-" + UUID.randomUUID();
        List<PersonId> holders = people.values().stream()
                .map(Person::id)
                .sorted(Comparator.comparing(PersonId::toString))
                .toList();
        assertThat(webauthn.authenticators.someHolder(kind, FIRST)).isEmpty();
        holders.forEach(holder -> add(holder, secrets.next(32), new Held(kind, State.ACTIVE, now)));

        assertThat(webauthn.authenticators.someHolder(kind, FIRST)).contains(holders.getFirst());
        assertThat(webauthn.authenticators.someHolder(kind, holders.get(1))).contains(holders.get(1));
        assertThat(webauthn.authenticators.someHolder(kind, LAST)).contains(holders.getFirst());
    }

    @Test
    void where_nobody_holds_a_key_there_is_one_decoy() {
        var alone = new NamedKeys(
                _ -> Optional.empty(), _ -> {}, new OneKey(person("A1").id()), () -> Bytes.of(new byte[32]));

        assertThat(alone.of("Z9", now).keys()).hasSize(1);
    }

    @Test
    void another_deployment_has_other_decoys() {
        var other = new NamedKeys(_ -> Optional.empty(), _ -> {}, webauthn.authenticators, () -> secrets.next(32));

        assertThat(ids(other.of("Z9", now))).doesNotContainAnyElementsOf(ids(keys.of("Z9", now)));
    }

    private record Shape(int length, List<String> transports) {}

    private static List<Shape> shapes(Named named) {
        return named.keys().stream()
                .map(key -> new Shape(key.id().length(), key.transports()))
                .sorted(Comparator.comparing(Shape::toString))
                .toList();
    }

    private static List<String> ids(Named named) {
        return named.keys().stream().map(Descriptor::id).map(Bytes::toBase64Url).toList();
    }

    private String enrolled(Person person, int length, State state) {
        return enrolled(person, length, state, now);
    }

    private String enrolled(Person person, int length, State state, Instant at) {
        return add(person.id(), secrets.next(length), new Held("webauthn", state, at));
    }

    private static KeyFacts facts(int length) {
        KeyFacts plain = KeyFacts.of("model");
        return new KeyFacts(
                plain.model(),
                plain.backup(),
                length > 64 ? List.of("nfc", "usb") : List.of(),
                plain.hardware(),
                plain.certification(),
                plain.standing(),
                KeyFacts.Discoverable.NO);
    }

    private record Held(String kind, State state, Instant at) {}

    private String add(PersonId person, Bytes handle, Held held) {
        webauthn.authenticators.add(new Authenticator(
                UUID.randomUUID().toString(),
                person,
                held.kind(),
                handle,
                Bytes.of(new byte[0]),
                0,
                facts(handle.length()),
                "Ma clé",
                Proof.Attestation.ABSENT,
                Optional.of(ExampleProof.identity()),
                Optional.empty(),
                held.state(),
                held.at(),
                now.plus(Duration.ofDays(30))));
        return handle.toBase64Url();
    }
}
