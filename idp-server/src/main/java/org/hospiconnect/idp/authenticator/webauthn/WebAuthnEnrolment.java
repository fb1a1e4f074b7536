package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.data.extension.client.RegistrationExtensionClientOutput;
import com.webauthn4j.verifier.exception.VerificationException;
import java.time.Clock;
import java.util.Optional;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.CeremonySettings;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Attested;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Refused;
import org.hospiconnect.idp.authenticator.KeyFacts.Discoverable;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Decision;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Make;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registration, WebAuthn Level 3 §7.1. */
@Component
class WebAuthnEnrolment implements EnrolmentCeremony {

    private static final int NONCE_BYTES = 32;

    private final WebAuthnManager verifier;
    private final ObjectConverter converter;
    private final WebAuthnOptions options;
    private final WebAuthnRelyingParty relyingParty;
    private final KeyJudge judge;
    private final KeyPolicies policies;
    private final Authenticators authenticators;
    private final CeremonySettings settings;
    private final Secrets secrets;
    private final Clock clock;

    WebAuthnEnrolment(
            WebAuthnManager verifier,
            ObjectConverter converter,
            WebAuthnOptions options,
            WebAuthnRelyingParty relyingParty,
            KeyJudge judge,
            KeyPolicies policies,
            Authenticators authenticators,
            CeremonySettings settings,
            Secrets secrets,
            Clock clock) {
        this.verifier = verifier;
        this.converter = converter;
        this.options = options;
        this.relyingParty = relyingParty;
        this.judge = judge;
        this.policies = policies;
        this.authenticators = authenticators;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String id() {
        return WebAuthnSignIn.KIND;
    }

    // steps 1 and 2: options, which the page hands to the browser; step 3, what kind of answer comes back: the page and
    // step 5
    @Override
    public Challenge begin(EnrolmentAttempt attempt) {
        Bytes nonce = secrets.next(NONCE_BYTES);
        Person person = attempt.person();
        var held = authenticators.of(person.id()).stream()
                .filter(known -> known.kind().equals(id()))
                .toList();
        var wanted = new WebAuthnOptions.Wanted(person, held, policies.of(person.population()));
        String sent = options.forEnrolment(nonce, settings.challengeLifetime(), wanted);
        var expiresAt = clock.instant().plus(settings.challengeLifetime());
        return new Challenge(id(), nonce, sent, attempt.enrolment(), Optional.of(person.id()), expiresAt);
    }

    // that the challenge is of this enrolment, unused and not expired: done in EnrolmentRunner
    @Override
    public Result finish(Challenge challenge, Person person, byte[] answer) {
        // steps 4, 5: the answer's shape, its extensions, the client data as text
        Optional<RegistrationRequest> request = WebAuthnAnswer.registration(answer);
        if (request.isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        SentOptions sent = SentOptions.of(challenge);
        RegistrationData registration;
        try {
            // steps 6, 12, 13: client data read, its hash, attestation object
            registration = WebAuthnRefusals.read(() -> verifier.parse(request.get()));
            // steps 7 to 11: type, challenge, origin, cross-origin, top origin; 14 to 17: RP ID hash, UP, UV, BE before
            // BS;
            // 20: algorithm offered; 21, 22: format, and its statement's signature; 25: at most 1023 bytes of id
            var expected = new RegistrationParameters(
                    relyingParty.expecting(challenge.nonce()), sent.algorithms(), sent.userVerified(), true);
            WebAuthnRefusals.read(() -> verifier.verify(registration, expected));
        } catch (DataConversionException malformed) {
            return new Refused(RefusalReason.MALFORMED);
        } catch (VerificationException refused) {
            return new Refused(WebAuthnRefusals.reason(refused, RefusalReason.ATTESTATION_INVALID));
        }
        // step 28, extensions: only credProps was asked for
        Discoverable discoverable = discoverable(registration.getClientExtensions(), sent);
        return sent.discoverable() && discoverable == Discoverable.NO
                ? new Refused(RefusalReason.MODEL_NOT_ALLOWED)
                : judge(registration, person, discoverable);
    }

    // steps 18, 19, 23, 24: backup flags, trust anchors, trust; step 26, an id that nobody has: Authenticators.add;
    // steps 27, 29,
    // the record: done in Enrolments
    private Result judge(RegistrationData registration, Person person, Discoverable discoverable) {
        Optional<AttestationObject> object = Optional.ofNullable(registration.getAttestationObject());
        Optional<AttestedCredentialData> credential =
                object.map(found -> found.getAuthenticatorData().getAttestedCredentialData());
        if (object.isEmpty() || credential.isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        Make make = judge.make(object.get(), registration.getTransports(), discoverable);
        return switch (policies.of(person.population()).decide(make)) {
            case Decision.NotAllowed(var reason) -> new Refused(reason);
            case Decision.Allowed(var reservation) ->
                new Attested(
                        Bytes.of(credential.get().getCredentialId()),
                        Bytes.of(new AttestationObjectConverter(converter).convertToBytes(object.get())),
                        object.get().getAuthenticatorData().getSignCount(),
                        make.facts(),
                        make.attestation(),
                        reservation);
        };
    }

    // whoever is asked for no other makes no other (§5.1.3); a client that says so all the same is believed
    private static Discoverable discoverable(
            @Nullable AuthenticationExtensionsClientOutputs<RegistrationExtensionClientOutput> outputs,
            SentOptions sent) {
        return Optional.ofNullable(outputs)
                .map(found -> found.getCredProps())
                .map(found -> found.getRk())
                .map(kept -> kept ? Discoverable.YES : Discoverable.NO)
                .orElse(sent.discoverable() ? Discoverable.YES : Discoverable.UNKNOWN);
    }
}
