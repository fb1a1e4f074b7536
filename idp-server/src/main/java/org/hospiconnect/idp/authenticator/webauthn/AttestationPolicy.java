package org.hospiconnect.idp.authenticator.webauthn;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which keys some populations may have; each member narrows. What a key says of itself counts only where its attestation is trusted,
 * for whoever has the key can leave the attestation out.
 *
 * @param populations those it is for; a population has one policy
 * @param attestation what is asked of a key: {@code NONE}, {@code ASKED}, {@code REQUIRED}, or {@code ENTERPRISE}, which is required too and
 *     may name the single key
 * @param models AAGUIDs of the models allowed; none: any; needs the attestation
 * @param leastCertification FIDO's level of the model, by its list of models; needs the attestation
 * @param deviceBound the key can't be copied out of its authenticator (flag BE); beside it attestation is {@code REQUIRED} or {@code
 *     ENTERPRISE}, or models or a certification are named
 * @param residentKey {@code REQUIRED}: a key names its holder by itself; {@code PREFERRED}, {@code DISCOURAGED}: one that does not is taken too,
 *     and whoever holds it types a name first
 * @param algorithms offered, the preferred one first
 * @param reservation text of the recorded reservation under which unattested keys count as attested; stands beside none of the lines that
 *     need the attestation
 */
record AttestationPolicy(
        Set<String> populations,
        @DefaultValue("ASKED") Conveyance attestation,
        @DefaultValue Set<UUID> models,
        @DefaultValue("NONE") Certification leastCertification,
        @DefaultValue("false") boolean deviceBound,
        @DefaultValue("REQUIRED") ResidentKey residentKey,
        @DefaultValue({"ES256", "EDDSA", "RS256"}) List<KeyAlgorithm> algorithms,
        Optional<String> reservation) {

    /** For whom no policy is written: any key; one that nobody attests counts low. */
    static final AttestationPolicy USUAL = new AttestationPolicy(
            Set.of(),
            Conveyance.ASKED,
            Set.of(),
            Certification.NONE,
            false,
            ResidentKey.REQUIRED,
            List.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA, KeyAlgorithm.RS256),
            Optional.empty());

    AttestationPolicy {
        populations = Set.copyOf(populations);
        models = Set.copyOf(models);
        algorithms = List.copyOf(algorithms);
    }

    /** What a registration asks of the authenticator's maker; {@code word} as WebAuthn L3 §5.4.7 has it. */
    enum Conveyance {
        NONE("none"),
        ASKED("direct"),
        REQUIRED("direct"),
        ENTERPRISE("enterprise");

        private final String word;

        Conveyance(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** What a registration asks of the authenticator's memory, WebAuthn L3 §5.4.6. */
    enum ResidentKey {
        REQUIRED,
        PREFERRED,
        DISCOURAGED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why these lines don't hold together: what one of them asks could be had by leaving the attestation out. */
    Optional<String> contradiction() {
        if (needsAttestation() && reservation.isPresent()) {
            return Optional.of(
                    "a reservation takes keys that nobody attests, so it stands in a policy of its own, without models, "
                            + "least-certification, device-bound or attestation REQUIRED or ENTERPRISE");
        }
        if (needsAttestation() && attestation == Conveyance.NONE) {
            return Optional.of("models, least-certification and device-bound are told by the attestation: ask it");
        }
        return deviceBound && !isAttestationAsked()
                ? Optional.of(
                        "device-bound alone is what a key says of itself: write attestation REQUIRED or ENTERPRISE beside it")
                : Optional.empty();
    }

    private boolean needsAttestation() {
        return deviceBound || isAttestationAsked();
    }

    private boolean isAttestationAsked() {
        return attestation == Conveyance.REQUIRED
                || attestation == Conveyance.ENTERPRISE
                || !models.isEmpty()
                || leastCertification != Certification.NONE;
    }

    /**
     * A key that asks to be enrolled.
     *
     * @param stale it is trusted by a list of models that is too old to vouch for anybody new
     */
    record Make(KeyFacts facts, Attestation attestation, boolean stale) {}

    /** What came of it. */
    sealed interface Decision {

        record Allowed(Optional<String> reservation) implements Decision {}

        record NotAllowed(RefusalReason reason) implements Decision {}
    }

    Decision decide(Make make) {
        KeyFacts facts = make.facts();
        if (facts.standing().isLowered()) {
            return new Decision.NotAllowed(RefusalReason.MODEL_COMPROMISED);
        }
        if (deviceBound && !facts.isDeviceBound()) {
            return new Decision.NotAllowed(RefusalReason.KEY_NOT_DEVICE_BOUND);
        }
        return make.attestation() == Attestation.TRUSTED ? attested(make) : unattested();
    }

    private Decision attested(Make make) {
        if (make.stale()) {
            return new Decision.NotAllowed(RefusalReason.METADATA_STALE);
        }
        boolean unlisted = !models.isEmpty()
                && models.stream().map(UUID::toString).noneMatch(make.facts().model()::equals);
        boolean unclear = make.facts().standing() == ModelStanding.UNCLEAR;
        if (unlisted || unclear || !make.facts().certification().reaches(leastCertification)) {
            return new Decision.NotAllowed(RefusalReason.MODEL_NOT_ALLOWED);
        }
        return new Decision.Allowed(Optional.empty());
    }

    private Decision unattested() {
        return needsAttestation()
                ? new Decision.NotAllowed(RefusalReason.ATTESTATION_MISSING)
                : new Decision.Allowed(reservation);
    }
}
