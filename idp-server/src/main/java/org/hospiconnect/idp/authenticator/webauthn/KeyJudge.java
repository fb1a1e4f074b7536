package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Make;
import org.hospiconnect.idp.authenticator.webauthn.AttestationTrust.Judged;
import org.jspecify.annotations.Nullable;

/**
 * Of which make a key is that asks to be enrolled, and who vouches for it.
 *
 * @param isListStale FIDO's list of models is too old to vouch for anybody new
 */
record KeyJudge(AttestationTrust trust, KeyModels models, BooleanSupplier isListStale, Clock clock) {

    /** @param transports by its browser, which nobody vouches for, as {@code discoverable} is */
    Make make(
            AttestationObject attested,
            @Nullable Set<AuthenticatorTransport> transports,
            KeyFacts.Discoverable discoverable) {
        var data = attested.getAuthenticatorData();
        String model = Optional.ofNullable(data.getAttestedCredentialData())
                .map(AttestedCredentialData::getAaguid)
                .map(Object::toString)
                .orElse("");
        Optional<KeyModel> known = models.find(model);
        Judged judged = trust.judge(attested, known, clock.instant());
        var facts = new KeyFacts(
                model,
                KeyFacts.Backup.of(data.isFlagBE(), data.isFlagBS()),
                words(transports),
                known.map(KeyModel::hardware).orElse(false),
                known.map(KeyModel::certification).orElse(Certification.NONE),
                known.map(KeyModel::standing).orElse(ModelStanding.UNLISTED),
                discoverable);
        return new Make(facts, judged.attestation(), judged.byList() && isListStale.getAsBoolean());
    }

    private static List<String> words(@Nullable Set<AuthenticatorTransport> transports) {
        return Stream.ofNullable(transports)
                .flatMap(Set::stream)
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .toList();
    }
}
