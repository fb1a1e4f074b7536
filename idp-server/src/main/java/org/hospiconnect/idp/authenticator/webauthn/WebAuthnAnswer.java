package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.RegistrationRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of {@code PublicKeyCredential.toJSON()}, bounded and checked for its shape before the library sees it. */
final class WebAuthnAnswer {

    static final int LARGEST = 64 * 1024;

    /**
     * Bytes of one member: a statement with a whole chain has some 6 kB. The library takes time by the square of the length for CBOR
     * that is tags of tags.
     */
    static final int LARGEST_MEMBER = 16 * 1024;

    private static final int LONGEST_MEMBER = (LARGEST_MEMBER + 2) / 3 * 4;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PUBLIC_KEY = "public-key";
    private static final Pattern TRANSPORT = Pattern.compile("[a-z-]{1,20}");
    private static final int MOST_TRANSPORTS = 8;

    private final JsonNode root;

    private WebAuthnAnswer(JsonNode root) {
        this.root = root;
    }

    static Optional<RegistrationRequest> registration(byte[] answer) {
        return read(answer).flatMap(WebAuthnAnswer::toRegistration);
    }

    static Optional<AuthenticationRequest> assertion(byte[] answer) {
        return read(answer).flatMap(WebAuthnAnswer::toAssertion);
    }

    private static Optional<WebAuthnAnswer> read(byte[] answer) {
        if (answer.length > LARGEST) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(new String(answer, StandardCharsets.UTF_8));
            return root.path("type").asString("").equals(PUBLIC_KEY)
                    ? Optional.of(new WebAuthnAnswer(root))
                    : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private Optional<RegistrationRequest> toRegistration() {
        Optional<byte[]> object = bytes("/response/attestationObject");
        Optional<byte[]> clientData = bytes("/response/clientDataJSON");
        if (object.isEmpty() || clientData.isEmpty()) {
            return Optional.empty();
        }
        JsonNode extensions = root.path("clientExtensionResults");
        return Optional.of(new RegistrationRequest(
                object.get(), clientData.get(), extensions.isObject() ? extensions.toString() : "{}", transports()));
    }

    /** Words of the browser, for the next time; a few short ones. */
    private Set<String> transports() {
        return root.at("/response/transports")
                .valueStream()
                .map(word -> word.asString(""))
                .filter(TRANSPORT.asMatchPredicate())
                .limit(MOST_TRANSPORTS)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<AuthenticationRequest> toAssertion() {
        Optional<byte[]> id = bytes("/rawId");
        Optional<byte[]> data = bytes("/response/authenticatorData");
        Optional<byte[]> clientData = bytes("/response/clientDataJSON");
        Optional<byte[]> signature = bytes("/response/signature");
        if (id.isEmpty() || data.isEmpty() || clientData.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AuthenticationRequest(
                id.get(),
                bytes("/response/userHandle").orElse(new byte[0]),
                data.get(),
                clientData.get(),
                signature.get()));
    }

    private Optional<byte[]> bytes(String pointer) {
        String text = root.at(pointer).asString("");
        try {
            return text.isEmpty() || text.length() > LONGEST_MEMBER
                    ? Optional.empty()
                    : Optional.of(Bytes.ofBase64Url(text).toArray());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
