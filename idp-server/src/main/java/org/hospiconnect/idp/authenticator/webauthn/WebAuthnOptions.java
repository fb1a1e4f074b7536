package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What browsers get, as WebAuthn Level 3 §5.1.9 and §5.1.10 write it in JSON. */
@Component
class WebAuthnOptions {

    /** ES256 first, then EdDSA, RS256 for platform authenticators. */
    static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

    private static final String PUBLIC_KEY = "public-key";

    private final WebAuthnRelyingParty relyingParty;
    private final JsonMapper json;

    WebAuthnOptions(WebAuthnRelyingParty relyingParty, JsonMapper json) {
        this.relyingParty = relyingParty;
        this.json = json;
    }

    String forSignIn(Bytes nonce, Duration timeout, List<Authenticator> allowed) {
        return json.writeValueAsString(Map.of(
                "challenge", nonce.toBase64Url(),
                "timeout", timeout.toMillis(),
                "rpId", relyingParty.id(),
                "userVerification", "required",
                "allowCredentials", descriptors(allowed)));
    }

    String forEnrolment(Bytes nonce, Duration timeout, Person person, List<Authenticator> held) {
        String name = person.exerciseName().display();
        return json.writeValueAsString(Map.of(
                "challenge",
                nonce.toBase64Url(),
                "timeout",
                timeout.toMillis(),
                "rp",
                Map.of("id", relyingParty.id(), "name", relyingParty.name()),
                "user",
                Map.of("id", userHandle(person.id()).toBase64Url(), "name", name, "displayName", name),
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(algorithm -> Map.of(
                                "type", PUBLIC_KEY, "alg", algorithm.getAlg().getValue()))
                        .toList(),
                "excludeCredentials",
                descriptors(held),
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"),
                "attestation",
                "direct",
                "extensions",
                Map.of("credProps", true)));
    }

    /** The 16 bytes of the local id: no national identifier, no name (WebAuthn L3 §14.6.1). */
    static Bytes userHandle(PersonId person) {
        return Bytes.of(ByteBuffer.allocate(16)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array());
    }

    private static List<Map<String, String>> descriptors(List<Authenticator> authenticators) {
        return authenticators.stream()
                .map(known -> Map.of("type", PUBLIC_KEY, "id", known.handle().toBase64Url()))
                .toList();
    }
}
