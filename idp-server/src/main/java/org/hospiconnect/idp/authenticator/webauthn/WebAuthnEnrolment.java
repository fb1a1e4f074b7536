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
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.CeremonySettings;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Attested;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Refused;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Decision;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** Registration, WebAuthn Level 3 §7.1. */
@Component
class WebAuthnEnrolment implements EnrolmentCeremony {

    private static final int NONCE_BYTES = 32;

    private final WebAuthnManager verifier;
    private final ObjectConverter converter;
    private final WebAuthnOptions options;
    private final WebAuthnRelyingParty relyingParty;
    private final AttestationTrust trust;
    private final AttestationPolicy policy;
    private final Authenticators authenticators;
    private final CeremonySettings settings;
    private final Secrets secrets;
    private final Clock clock;

    WebAuthnEnrolment(
            WebAuthnManager verifier,
            ObjectConverter converter,
            WebAuthnOptions options,
            WebAuthnRelyingParty relyingParty,
            AttestationTrust trust,
            WebAuthnSettings webauthn,
            Authenticators authenticators,
            CeremonySettings settings,
            Secrets secrets,
            Clock clock) {
        this.verifier = verifier;
        this.converter = converter;
        this.options = options;
        this.relyingParty = relyingParty;
        this.trust = trust;
        this.policy = new AttestationPolicy(webauthn.acceptUnattestedKeysFor(), webauthn.refuseUnattestedKeysFor());
        this.authenticators = authenticators;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String id() {
        return WebAuthnSignIn.KIND;
    }

    // steps 1 to 4: options
    @Override
    public Challenge begin(EnrolmentAttempt attempt) {
        Bytes nonce = secrets.next(NONCE_BYTES);
        Person person = attempt.person();
        var held = authenticators.of(person.id()).stream()
                .filter(known -> known.kind().equals(id()))
                .toList();
        String sent = options.forEnrolment(nonce, settings.challengeLifetime(), person, held);
        var expiresAt = clock.instant().plus(settings.challengeLifetime());
        return new Challenge(id(), nonce, sent, attempt.enrolment(), Optional.of(person.id()), expiresAt);
    }

    @Override
    public Result finish(Challenge challenge, Person person, byte[] answer) {
        // step 5: the answer's shape
        Optional<RegistrationRequest> request = WebAuthnAnswer.registration(answer);
        if (request.isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        RegistrationData registration;
        try {
            // steps 6, 12, 13: client data, attestation object
            registration = WebAuthnRefusals.read(() -> verifier.parse(request.get()));
            // steps 7 to 11, 14 to 19, 21 to 23: type, challenge, origin, cross-origin, RP ID hash, UP, UV, BE and BS,
            // algorithm offered, statement's signature
            var expected = new RegistrationParameters(
                    relyingParty.expecting(challenge.nonce()), WebAuthnOptions.ALGORITHMS, true, true);
            WebAuthnRefusals.read(() -> verifier.verify(registration, expected));
        } catch (DataConversionException malformed) {
            return new Refused(RefusalReason.MALFORMED);
        } catch (VerificationException refused) {
            return new Refused(WebAuthnRefusals.reason(refused, RefusalReason.ATTESTATION_INVALID));
        }
        return judge(registration, person);
    }

    // steps 20, 24 to 26: extensions, trust, credential id; step 27, already registered: done in Enrolments by
    // Authenticators.add; step 28 and 29, the record: done in Enrolments
    private Result judge(RegistrationData registration, Person person) {
        Optional<AttestationObject> object = Optional.ofNullable(registration.getAttestationObject());
        Optional<AttestedCredentialData> credential =
                object.map(found -> found.getAuthenticatorData().getAttestedCredentialData());
        if (object.isEmpty() || credential.isEmpty()) {
            return new Refused(RefusalReason.MALFORMED);
        }
        if (!isDiscoverable(registration.getClientExtensions())) {
            return new Refused(RefusalReason.MODEL_NOT_ALLOWED);
        }
        Attestation attestation = trust.judge(object.get(), clock.instant());
        return switch (policy.decide(person.population(), attestation)) {
            case Decision.NotAllowed(var reason) -> new Refused(reason);
            case Decision.Allowed(var reservation) -> {
                relyingParty.freeze();
                yield new Attested(
                        Bytes.of(credential.get().getCredentialId()),
                        Bytes.of(new AttestationObjectConverter(converter).convertToBytes(object.get())),
                        object.get().getAuthenticatorData().getSignCount(),
                        credential.get().getAaguid().toString(),
                        attestation,
                        storage(object.get()),
                        reservation);
            }
        };
    }

    // BE: the key may leave its authenticator
    private static Proof.Storage storage(AttestationObject object) {
        return object.getAuthenticatorData().isFlagBE() ? Proof.Storage.SYNCED : Proof.Storage.DEVICE_BOUND;
    }

    // We sent residentKey "required": a client that says otherwise is not believed to have done it.
    private static boolean isDiscoverable(
            @org.jspecify.annotations.Nullable
                    AuthenticationExtensionsClientOutputs<RegistrationExtensionClientOutput> outputs) {
        return Optional.ofNullable(outputs)
                .map(found -> found.getCredProps())
                .map(found -> !Boolean.FALSE.equals(found.getRk()))
                .orElse(true);
    }
}
