package org.hospiconnect.idp.authenticator.webauthn;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.ResidentKey;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What browsers get, as WebAuthn Level 3 §5.1.9 and §5.1.10 write it in JSON. */
@Component
class WebAuthnOptions {

    private static final String PUBLIC_KEY = "public-key";

    private final WebAuthnRelyingParty relyingParty;
    private final JsonMapper json;

    WebAuthnOptions(WebAuthnRelyingParty relyingParty, JsonMapper json) {
        this.relyingParty = relyingParty;
        this.json = json;
    }

    /** A key that is asked for: transports, so that the browser asks for the right thing at once. */
    record Descriptor(Bytes id, List<String> transports) {

        static Descriptor of(Authenticator known) {
            return new Descriptor(known.handle(), known.facts().transports());
        }

        private Map<String, Object> sent() {
            var sent = new TreeMap<String, Object>();
            sent.put("type", PUBLIC_KEY);
            sent.put("id", id.toBase64Url());
            if (!transports.isEmpty()) {
                sent.put("transports", transports);
            }
            return sent;
        }
    }

    /** @param touch a touch does, without the holder being verified */
    String forSignIn(Bytes nonce, Duration timeout, List<Descriptor> allowed, boolean touch) {
        return json.writeValueAsString(Map.of(
                "challenge", nonce.toBase64Url(),
                "timeout", timeout.toMillis(),
                "rpId", relyingParty.id(),
                "userVerification", touch ? "discouraged" : "required",
                "allowCredentials", allowed.stream().map(Descriptor::sent).toList()));
    }

    /** For whom, beside which keys, of which make. */
    record Wanted(Person person, List<Authenticator> held, AttestationPolicy policy) {}

    String forEnrolment(Bytes nonce, Duration timeout, Wanted wanted) {
        String name = wanted.person().exerciseName().display();
        return json.writeValueAsString(Map.of(
                "challenge",
                nonce.toBase64Url(),
                "timeout",
                timeout.toMillis(),
                "rp",
                Map.of("id", relyingParty.id(), "name", relyingParty.name()),
                "user",
                Map.of("id", userHandle(wanted.person().id()).toBase64Url(), "name", name, "displayName", name),
                "pubKeyCredParams",
                wanted.policy().algorithms().stream()
                        .map(algorithm -> Map.of("type", PUBLIC_KEY, "alg", algorithm.cose()))
                        .toList(),
                "excludeCredentials",
                wanted.held().stream().map(held -> Descriptor.of(held).sent()).toList(),
                "authenticatorSelection",
                selection(wanted.policy().residentKey()),
                "attestation",
                wanted.policy().attestation().word(),
                "extensions",
                Map.of("credProps", true)));
    }

    private static Map<String, Object> selection(ResidentKey residentKey) {
        return Map.of(
                "residentKey",
                residentKey.word(),
                "requireResidentKey",
                residentKey == ResidentKey.REQUIRED,
                "userVerification",
                "required");
    }

    /** The 16 bytes of the local id: no national identifier, no name (WebAuthn L3 §14.6.1). */
    static Bytes userHandle(PersonId person) {
        return Bytes.of(ByteBuffer.allocate(16)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array());
    }
}
