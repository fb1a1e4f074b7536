package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.util.List;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a challenge asked for, read back from it: the answer is held to what was sent, whatever the settings say by then.
 *
 * @param userVerified the authenticator must have verified its user
 * @param discoverable a registered key must name its holder by itself
 * @param algorithms of a registered key
 * @param allowed credential ids that may answer a sign-in; empty: any
 */
record SentOptions(
        boolean userVerified,
        boolean discoverable,
        List<PublicKeyCredentialParameters> algorithms,
        List<Bytes> allowed) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REQUIRED = "required";

    SentOptions {
        algorithms = List.copyOf(algorithms);
        allowed = List.copyOf(allowed);
    }

    static SentOptions of(Challenge challenge) {
        JsonNode sent = JSON.readTree(challenge.options());
        JsonNode selection = sent.path("authenticatorSelection");
        return new SentOptions(
                is(selection, "userVerification") || is(sent, "userVerification"),
                is(selection, "residentKey"),
                sent.path("pubKeyCredParams")
                        .valueStream()
                        .map(parameter -> parameter.path("alg").asLong())
                        .map(SentOptions::algorithm)
                        .toList(),
                sent.path("allowCredentials")
                        .valueStream()
                        .map(descriptor ->
                                Bytes.ofBase64Url(descriptor.path("id").asString()))
                        .toList());
    }

    static PublicKeyCredentialParameters algorithm(long cose) {
        return new PublicKeyCredentialParameters(
                PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(cose));
    }

    private static boolean is(JsonNode node, String option) {
        return node.path(option).asString("").equals(REQUIRED);
    }
}
