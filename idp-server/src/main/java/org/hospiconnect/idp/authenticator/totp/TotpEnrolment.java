package org.hospiconnect.idp.authenticator.totp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.AuthenticatorStates;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Attested;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Refused;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** A password of the person's choice and a secret of ours for the app; nothing is kept before its first code. */
@Component
@Conditional(SomebodyMay.class)
class TotpEnrolment implements EnrolmentCeremony {

    private static final int HANDLE_BYTES = 16;

    /** As long as the pages behind an activation code: an app has to be found and installed. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Authenticators authenticators;
    private final AuthenticatorStates states;
    private final SealedMeans sealed;
    private final Passwords passwords;
    private final PasswordRoom room;
    private final Guesses guesses;
    private final TotpSettings settings;
    private final Secrets secrets;
    private final Clock clock;

    TotpEnrolment(
            Authenticators authenticators,
            AuthenticatorStates states,
            SealedMeans sealed,
            Passwords passwords,
            PasswordRoom room,
            Guesses guesses,
            TotpSettings settings,
            Secrets secrets,
            Clock clock) {
        this.authenticators = authenticators;
        this.states = states;
        this.sealed = sealed;
        this.passwords = passwords;
        this.room = room;
        this.guesses = guesses;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String id() {
        return TotpSignIn.KIND;
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    @Override
    public boolean isFor(Person person) {
        return settings.populations().contains(person.population());
    }

    @Override
    public Challenge begin(EnrolmentAttempt attempt) {
        Bytes secret = sealed.seal(secrets.next(Totp.SECRET_BYTES), attempt.enrolment());
        Instant until = clock.instant().plus(PATIENCE);
        return new Challenge(
                id(),
                secret,
                "",
                attempt.enrolment(),
                Optional.of(attempt.person().id()),
                until);
    }

    /** {@code app}: the secret for the app, in each form that one takes it; {@code name}: what the person types at sign-in. */
    @Override
    public Map<String, Object> shown(Challenge challenge, Person person) {
        String account = TypedNames.of(person);
        Bytes secret = sealed.open(challenge.nonce(), challenge.owner());
        return Map.of(
                "app", AppSecret.of(secret, settings.issuer(), account),
                "typedName", account,
                "leastBits", settings.password().leastBits());
    }

    @Override
    public Result finish(Challenge challenge, Person person, byte[] answer) {
        Optional<Typed> typed = Typed.of(answer);
        if (typed.isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        Optional<RefusalReason> weakness = weakness(typed.get(), person);
        if (weakness.isPresent()) {
            return new Refused(weakness.get());
        }
        Bytes secret = sealed.open(challenge.nonce(), challenge.owner());
        OptionalLong step = Totp.step(secret, typed.get().code(), clock.instant(), settings.window());
        if (step.isEmpty()) {
            return new Refused(RefusalReason.CODE_WRONG);
        }
        return room.tryIn(() -> passwords.hash(typed.get().password()))
                .<Result>map(hash -> enrolled(person, new SealedMeans.Opened(secret, hash), step.getAsLong()))
                .orElse(new Refused(RefusalReason.BUSY));
    }

    private Optional<RefusalReason> weakness(Typed typed, Person person) {
        if (typed.again().filter(again -> !again.equals(typed.password())).isPresent()) {
            return Optional.of(RefusalReason.PASSWORD_DIFFERS);
        }
        List<String> guessed = Stream.of(
                        settings.password().guessed().stream(),
                        Stream.of(
                                person.exerciseName().family(),
                                person.exerciseName().given(),
                                person.civilName().family(),
                                person.civilName().given(),
                                settings.issuer()),
                        person.identifiers().stream().map(Identifier::value))
                .flatMap(words -> words)
                .toList();
        return PasswordStrength.bits(typed.password(), guessed)
                        < settings.password().leastBits()
                ? Optional.of(RefusalReason.PASSWORD_WEAK)
                : Optional.empty();
    }

    /** A person has one such means: a new phone or password takes the place of the one before, in the same transaction; of two at once one is refused ({@code authenticators_one_app}). */
    private Attested enrolled(Person person, SealedMeans.Opened means, long step) {
        authenticators.of(person.id()).stream()
                .filter(held -> held.kind().equals(id()) && held.state() != State.REVOKED)
                .map(Authenticator::id)
                .forEach(held -> states.change(held, State.REVOKED, person.id().toString()));
        guesses.forget(person.id());
        Bytes handle = secrets.next(HANDLE_BYTES);
        return new Attested(
                handle,
                sealed.seal(means, handle, person.id()),
                step,
                KeyFacts.of(id()),
                Proof.Attestation.ABSENT,
                settings.reservation());
    }
}
