package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.verifier.exception.VerificationException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.CeremonySettings;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.KeyFacts.Backup;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.SignInCeremony;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnOptions.Descriptor;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** Assertion, WebAuthn Level 3 §7.2. */
@Component
class WebAuthnSignIn implements SignInCeremony {

    static final String KIND = "webauthn";

    private static final int NONCE_BYTES = 32;

    private final WebAuthnManager verifier;
    private final EnrolledKeys enrolled;
    private final WebAuthnOptions options;
    private final NamedKeys named;
    private final KeyPolicies policies;
    private final WebAuthnRelyingParty relyingParty;
    private final Authenticators authenticators;
    private final CeremonySettings settings;
    private final LevelRules levels;
    private final Secrets secrets;
    private final Clock clock;

    WebAuthnSignIn(
            WebAuthnManager verifier,
            EnrolledKeys enrolled,
            WebAuthnOptions options,
            NamedKeys named,
            KeyPolicies policies,
            WebAuthnRelyingParty relyingParty,
            Authenticators authenticators,
            CeremonySettings settings,
            LevelRules levels,
            Secrets secrets,
            Clock clock) {
        this.levels = levels;
        this.verifier = verifier;
        this.enrolled = enrolled;
        this.options = options;
        this.named = named;
        this.policies = policies;
        this.relyingParty = relyingParty;
        this.authenticators = authenticators;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String id() {
        return KIND;
    }

    @Override
    public boolean asksNames() {
        return policies.takeKeysWithoutName();
    }

    // step 17: what these options ask for is user verification, unless a touch follows on it
    @Override
    public Set<Level> levels() {
        return levels.reachable(KIND, clock.instant());
    }

    // steps 1 and 2: options, which the page hands to the browser
    @Override
    public Challenge begin(SignInAttempt attempt) {
        Bytes nonce = secrets.next(NONCE_BYTES);
        Instant now = clock.instant();
        Asked asked = asked(attempt, now);
        String sent = options.forSignIn(nonce, settings.challengeLifetime(), asked.keys(), asked.touch());
        return new Challenge(
                KIND, nonce, sent, attempt.signIn(), asked.person(), now.plus(settings.challengeLifetime()));
    }

    /** Who must answer, by which of these keys; none: by any that names its holder. */
    private record Asked(Optional<PersonId> person, List<Descriptor> keys, boolean touch) {}

    // whoever is known, or says a name, gets only their own keys asked for
    private Asked asked(SignInAttempt attempt, Instant now) {
        if (attempt.person().isEmpty() && attempt.name().isPresent()) {
            NamedKeys.Named named = this.named.of(attempt.name().get(), now);
            return new Asked(Optional.of(named.person()), named.keys(), false);
        }
        boolean touch = !attempt.touches().authenticators().isEmpty();
        List<Authenticator> asked = touch
                ? authenticators.of(attempt.touches().authenticators())
                : attempt.person().map(authenticators::of).orElse(List.of());
        List<Descriptor> keys = asked.stream()
                .filter(known -> known.kind().equals(KIND) && known.isUsableAt(now))
                .map(Descriptor::of)
                .toList();
        // a key that protects its credentials gives a touch only to whoever names them (credProtect level 2)
        return new Asked(attempt.person(), keys, touch && !keys.isEmpty());
    }

    // that the challenge is of this sign-in, unused and not expired: done in CeremonyRunner
    @Override
    public Verification finish(Challenge challenge, byte[] answer) {
        // steps 3, 4, 7: the answer's shape; no extension was asked for (step 23)
        Optional<AuthenticationRequest> request = WebAuthnAnswer.assertion(answer);
        if (request.isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        AuthenticationData assertion;
        try {
            // steps 8, 9: client data as text, read
            assertion = WebAuthnRefusals.read(() -> verifier.parse(request.get()));
        } catch (DataConversionException malformed) {
            return new Refused(RefusalReason.MALFORMED);
        }
        // step 6: whom nobody named, the key names; before the look-up, which would tell strangers of an id
        if (!isNamed(challenge) && handle(assertion).isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        // step 6: whose credential; the user handle, when given, is its owner's
        Optional<Authenticator> known = authenticators.findByHandle(KIND, Bytes.of(assertion.getCredentialId()));
        if (known.isEmpty()) {
            return new Refused(RefusalReason.UNKNOWN_AUTHENTICATOR);
        }
        Optional<RefusalReason> refusal = ownership(challenge, known.get(), assertion);
        return refusal.<Verification>map(Refused::new).orElseGet(() -> verify(challenge, known.get(), assertion));
    }

    private Optional<RefusalReason> ownership(Challenge challenge, Authenticator known, AuthenticationData assertion) {
        Bytes owner = WebAuthnOptions.userHandle(known.person());
        boolean otherHandle =
                handle(assertion).filter(given -> !given.equals(owner)).isPresent();
        boolean otherPerson = challenge
                .person()
                .filter(expected -> !expected.equals(known.person()))
                .isPresent();
        if (otherHandle || otherPerson) {
            return Optional.of(RefusalReason.OTHER_OWNER);
        }
        return known.isUsableAt(clock.instant())
                ? Optional.empty()
                : Optional.of(RefusalReason.AUTHENTICATOR_NOT_USABLE);
    }

    private static boolean isNamed(Challenge challenge) {
        return challenge.person().isPresent()
                || !SentOptions.of(challenge).allowed().isEmpty();
    }

    private static Optional<Bytes> handle(AuthenticationData assertion) {
        return Optional.ofNullable(assertion.getUserHandle())
                .filter(given -> given.length > 0)
                .map(Bytes::of);
    }

    private Verification verify(Challenge challenge, Authenticator known, AuthenticationData assertion) {
        EnrolledKey key = enrolled.of(known);
        SentOptions sent = SentOptions.of(challenge);
        try {
            // step 5: among the allowed; steps 10 to 19: type, challenge, origin, cross-origin, top origin, RP ID hash,
            // UP, UV, BE
            // before BS, BE as at enrolment; 20, 21: signature; 22: a counter that goes back may be a cloned key,
            // refused
            var expected = new AuthenticationParameters(
                    relyingParty.expecting(challenge.nonce()),
                    key.record(),
                    sent.allowed().isEmpty()
                            ? null
                            : sent.allowed().stream().map(Bytes::toArray).toList(),
                    sent.userVerified(),
                    true);
            WebAuthnRefusals.read(() -> verifier.verify(assertion, expected));
        } catch (VerificationException refused) {
            RefusalReason reason = WebAuthnRefusals.reason(refused, RefusalReason.MALFORMED);
            // the library looks at the counter last, behind the signature
            return reason == RefusalReason.COUNTER_WENT_BACK ? cloned(known) : new Refused(reason);
        } catch (DataConversionException malformed) {
            return new Refused(RefusalReason.MALFORMED);
        }
        // step 24: the new counter, by one statement, so that of two answers with one counter one is refused; step 25:
        // signed in
        var data = Optional.ofNullable(assertion.getAuthenticatorData()).orElseThrow();
        return authenticators.advanceCounter(
                        known.id(), data.getSignCount(), Backup.of(data.isFlagBE(), data.isFlagBS()))
                ? new Verified(known.person(), proof(known, key.isSynced(), data.isFlagUV()))
                : cloned(known);
    }

    private static Refused cloned(Authenticator known) {
        return new Refused(RefusalReason.COUNTER_WENT_BACK, Optional.of(known.person()));
    }

    private Proof proof(Authenticator known, boolean synced, boolean userVerified) {
        var grounds = known.grounds(userVerified, synced ? Proof.Storage.SYNCED : Proof.Storage.DEVICE_BOUND);
        var amr = amr(known.attestation(), synced, userVerified);
        return new Proof(KIND, known.id(), amr, clock.instant(), grounds);
    }

    /**
     * RFC 8176 values that are true: {@code hwk} only when the attestation proves hardware and the key cannot leave it,
     * {@code swk} when it is synced; by PIN or by fingerprint the browser does not say, so neither is claimed; a touch is one factor.
     */
    static List<String> amr(Proof.Attestation attestation, boolean synced, boolean userVerified) {
        var amr = new ArrayList<String>();
        if (synced) {
            amr.add("swk");
        } else if (attestation == Proof.Attestation.TRUSTED) {
            amr.add("hwk");
        }
        amr.addAll(userVerified ? List.of("mfa", "pop", "user") : List.of("pop", "user"));
        return List.copyOf(amr);
    }
}
