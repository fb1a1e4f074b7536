package org.hospiconnect.idp.authenticator.totp;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.SignInCeremony;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Name, password and code in one answer: knowledge and possession, both verified here. */
@Component
@Conditional(SomebodyMay.class)
class TotpSignIn implements SignInCeremony {

    static final String KIND = "totp";

    /** RFC 8176. */
    private static final List<String> AMR = List.of("pwd", "otp", "mfa");

    /** Who hears these typed what is right. */
    private static final Set<RefusalReason> KNEW =
            EnumSet.of(RefusalReason.CODE_USED, RefusalReason.AUTHENTICATOR_NOT_USABLE);

    /** Asked for as somebody is: a name that is unknown takes as long. */
    private static final PersonId NOBODY = new PersonId(new UUID(0, 0));

    private final Authenticators authenticators;
    private final People people;
    private final TypedNames names;
    private final SealedMeans sealed;
    private final Passwords passwords;
    private final PasswordRoom room;
    private final Guesses guesses;
    private final TotpSettings settings;
    private final LevelRules levels;
    private final Clock clock;

    TotpSignIn(
            Authenticators authenticators,
            People people,
            TypedNames names,
            SealedMeans sealed,
            Passwords passwords,
            PasswordRoom room,
            Guesses guesses,
            TotpSettings settings,
            LevelRules levels,
            Clock clock) {
        this.authenticators = authenticators;
        this.people = people;
        this.names = names;
        this.sealed = sealed;
        this.passwords = passwords;
        this.room = room;
        this.guesses = guesses;
        this.settings = settings;
        this.levels = levels;
        this.clock = clock;
    }

    @Override
    public String id() {
        return KIND;
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    /** Those of an app as it is enrolled from now on. */
    @Override
    public Set<Level> levels() {
        var best = new Proof.Grounds(
                true,
                Proof.Attestation.ABSENT,
                Proof.Storage.UNKNOWN,
                KIND,
                settings.reservation(),
                Proof.Issuance.UNKNOWN);
        return levels.reachable(KIND, best, clock.instant());
    }

    /** Nothing is asked of a device. */
    @Override
    public Challenge begin(SignInAttempt attempt) {
        return new Challenge(KIND, Bytes.of(new byte[0]), "", attempt.signIn(), attempt.person(), clock.instant());
    }

    @Override
    public Verification finish(Challenge challenge, byte[] answer) {
        return Typed.of(answer)
                .map(typed ->
                        room.tryIn(() -> judge(typed, challenge.person())).orElse(new Refused(RefusalReason.BUSY)))
                .orElse(new Refused(RefusalReason.MALFORMED));
    }

    /** @param expected whose session it is, where there is one: they need not say who they are, and nobody else answers */
    private Verification judge(Typed typed, Optional<PersonId> expected) {
        Optional<Person> person = expected.map(people::find).orElseGet(() -> names.find(typed.name()));
        // in the person's own session first: no stranger has made them wait there
        Optional<Guesses.Count> count = Stream.concat(
                        expected.map(guesses::inSession).stream(),
                        Stream.of(guesses.byName(person.map(Person::id), typed.name())))
                .filter(guesses::mayTry)
                .findFirst();
        if (count.isEmpty()) {
            return new Refused(RefusalReason.TOO_MANY_ATTEMPTS);
        }
        Verification verification = verify(typed, person);
        switch (verification) {
            case Verified _ -> guesses.right(count.get());
            case Refused(var reason, var _) when KNEW.contains(reason) -> guesses.knew(count.get());
            case Refused _ -> {}
        }
        return verification;
    }

    /** Each check is made whatever came of the one before: whoever guesses learns nothing from the time it took. */
    private Verification verify(Typed typed, Optional<Person> person) {
        Instant now = clock.instant();
        Optional<Authenticator> held = held(person.map(Person::id).orElse(NOBODY));
        Optional<SealedMeans.Opened> opened = held.map(sealed::open);
        boolean known = passwords.matches(typed.password(), opened.map(SealedMeans.Opened::hash));
        OptionalLong step = opened.map(means -> Totp.step(means.secret(), typed.code(), now, settings.window()))
                .orElse(OptionalLong.empty());
        if (held.isEmpty()) {
            return new Refused(RefusalReason.NAME_UNKNOWN);
        }
        if (!known) {
            return new Refused(RefusalReason.PASSWORD_WRONG);
        }
        return step.isEmpty() ? new Refused(RefusalReason.CODE_WRONG) : accept(held.get(), step.getAsLong(), now);
    }

    /** The last one that was given; it took the place of those before. */
    private Optional<Authenticator> held(PersonId person) {
        return authenticators.of(person).stream()
                .filter(means -> means.kind().equals(KIND) && means.state() != State.REVOKED)
                .reduce((_, later) -> later);
    }

    /** RFC 6238 §5.2: each code once, by one statement, so that of two answers with one code one is refused. */
    private Verification accept(Authenticator means, long step, Instant now) {
        if (!authenticators.advanceCounter(means.id(), step, KeyFacts.Backup.UNKNOWN)) {
            return new Refused(RefusalReason.CODE_USED);
        }
        boolean named = people.find(means.person())
                .filter(person -> settings.populations().contains(person.population()))
                .isPresent();
        if (!named || !means.isUsableAt(now)) {
            return new Refused(RefusalReason.AUTHENTICATOR_NOT_USABLE, Optional.of(means.person()));
        }
        var grounds = means.grounds(true, Proof.Storage.UNKNOWN);
        return new Verified(means.person(), new Proof(KIND, means.id(), AMR, now, grounds));
    }
}
