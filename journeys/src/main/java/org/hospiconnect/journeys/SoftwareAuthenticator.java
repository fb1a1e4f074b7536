package org.hospiconnect.journeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A security key made of software, with the browser around it: answers WebAuthn options (JSON of Level 3) with the JSON of
 * {@code PublicKeyCredential.toJSON()}. Keeps ES256 credentials, discoverable ones unless its make says otherwise; verifies its user unless told otherwise.
 */
public final class SoftwareAuthenticator {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int SYNCED = 0x18;
    private static final int ATTESTED = 0x40;

    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = new JsonMapper();
    private final List<Held> credentials = new ArrayList<>();
    private final Make make;
    private final String origin;

    /** Its statements chain to {@code root}. */
    public static SoftwareAuthenticator attested(FidoRoot root, String origin) {
        return of(Make.development(root), origin);
    }

    /** Attestation {@code none}. */
    public static SoftwareAuthenticator unattested(String origin) {
        return of(Make.unattested(), origin);
    }

    public static SoftwareAuthenticator of(Make make, String origin) {
        return new SoftwareAuthenticator(make, origin);
    }

    private SoftwareAuthenticator(Make make, String origin) {
        this.make = make;
        this.origin = origin;
    }

    /** {@code navigator.credentials.create}. */
    public String create(String options, Wrong... wrongs) {
        var wrong = Set.of(wrongs);
        JsonNode asked = json.readTree(options);
        String rpId = asked.at("/rp/id").asString();
        KeyPair pair = generate();
        byte[] id = random(32);
        credentials.add(new Held(id, rpId, decode(asked.at("/user/id").asString()), pair.getPrivate()));
        byte[] clientData = clientData("webauthn.create", asked, wrong);
        byte[] authData = authData(rpId, 0, wrong, attestedCredential(id, (ECPublicKey) pair.getPublic(), wrong));
        var response = new LinkedHashMap<String, Object>();
        response.put("clientDataJSON", encode(clientData));
        response.put("attestationObject", encode(attestationObject(authData, clientData, pair, wrong)));
        response.put("transports", List.of("usb"));
        return credential(id, response, Map.of("credProps", Map.of("rk", make.discoverable())));
    }

    /** Is there a credential here that these options ask for? */
    public boolean answers(String options) {
        return choose(json.readTree(options)).isPresent();
    }

    /** {@code navigator.credentials.get}, with the last credential it holds for this RP ID and these allowed ids. */
    public String get(String options, Wrong... wrongs) {
        var wrong = Set.of(wrongs);
        JsonNode asked = json.readTree(options);
        Held held = choose(asked).orElseThrow(() -> new IllegalStateException("no credential for these options"));
        byte[] clientData = clientData("webauthn.get", asked, wrong);
        int counter = wrong.contains(Wrong.COUNTER) ? 1 : ++held.counter;
        byte[] authData = authData(held.rpId, counter, wrong, new byte[0]);
        byte[] signature = sign(held.key, join(authData, sha256(clientData)));
        if (wrong.contains(Wrong.SIGNATURE)) {
            signature[signature.length - 1] ^= 1;
        }
        var response = new LinkedHashMap<String, Object>();
        response.put("clientDataJSON", encode(clientData));
        response.put("authenticatorData", encode(authData));
        response.put("signature", encode(signature));
        if (make.discoverable() || wrong.contains(Wrong.USER_HANDLE)) {
            response.put("userHandle", encode(wrong.contains(Wrong.USER_HANDLE) ? random(16) : held.userHandle));
        }
        return credential(held.id, response, Map.of());
    }

    private Optional<Held> choose(JsonNode asked) {
        var allowed = asked.path("allowCredentials")
                .valueStream()
                .map(descriptor -> descriptor.path("id").asString())
                .toList();
        return credentials.reversed().stream()
                .filter(held -> held.rpId.equals(asked.path("rpId").asString()))
                .filter(held -> allowed.contains(encode(held.id)) || (allowed.isEmpty() && make.discoverable()))
                .findFirst();
    }

    private byte[] clientData(String type, JsonNode asked, Set<Wrong> wrong) {
        var data = new LinkedHashMap<String, Object>();
        data.put("type", wrong.contains(Wrong.TYPE) ? "webauthn.other" : type);
        data.put(
                "challenge",
                wrong.contains(Wrong.CHALLENGE)
                        ? encode(random(32))
                        : asked.path("challenge").asString());
        data.put("origin", wrong.contains(Wrong.ORIGIN) ? "https://evil.example" : origin);
        data.put("crossOrigin", wrong.contains(Wrong.CROSS_ORIGIN));
        return json.writeValueAsBytes(data);
    }

    private byte[] authData(String rpId, int counter, Set<Wrong> wrong, byte[] attestedCredential) {
        String hashed = wrong.contains(Wrong.RP_ID) ? "evil.example" : rpId;
        int flags = (wrong.contains(Wrong.USER_NOT_PRESENT) ? 0 : PRESENT)
                | (wrong.contains(Wrong.USER_NOT_VERIFIED) ? 0 : VERIFIED)
                | (make.synced() ? SYNCED : 0)
                | (attestedCredential.length > 0 ? ATTESTED : 0);
        return join(
                sha256(hashed.getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.allocate(5).put((byte) flags).putInt(counter).array(),
                attestedCredential);
    }

    private byte[] attestedCredential(byte[] id, ECPublicKey key, Set<Wrong> wrong) {
        var cose = new LinkedHashMap<Integer, Object>();
        cose.put(1, 2);
        cose.put(3, wrong.contains(Wrong.ALGORITHM) ? -35 : -7);
        cose.put(-1, 1);
        cose.put(-2, coordinate(key.getW().getAffineX().toByteArray()));
        cose.put(-3, coordinate(key.getW().getAffineY().toByteArray()));
        byte[] length = ByteBuffer.allocate(2).putShort((short) id.length).array();
        return join(make.aaguid(), length, id, Cbor.of(cose));
    }

    private byte[] attestationObject(byte[] authData, byte[] clientData, KeyPair pair, Set<Wrong> wrong) {
        byte[] signed = join(authData, sha256(clientData));
        var object = new LinkedHashMap<String, Object>();
        object.put("fmt", make.attests() ? "packed" : "none");
        object.put("attStmt", make.attests() ? statement(signed, pair, wrong) : Map.of());
        object.put("authData", authData);
        return Cbor.of(object);
    }

    /** By a certificate below the root; by the new key itself where there is no root. */
    private Map<String, Object> statement(byte[] signed, KeyPair own, Set<Wrong> wrong) {
        KeyPair attesting = make.root().isPresent() ? generate() : own;
        byte[] signature = sign(attesting.getPrivate(), signed);
        if (wrong.contains(Wrong.ATTESTATION_SIGNATURE)) {
            signature[signature.length - 1] ^= 1;
        }
        var statement = new LinkedHashMap<String, Object>();
        statement.put("alg", -7);
        statement.put("sig", signature);
        make.root()
                .map(root -> root.attest(attesting.getPublic(), make.aaguid()))
                .ifPresent(certificate -> statement.put("x5c", List.of(encoded(certificate))));
        return statement;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String credential(byte[] id, Map<String, Object> response, Map<String, Object> extensions) {
        var credential = new LinkedHashMap<String, Object>();
        credential.put("id", encode(id));
        credential.put("rawId", encode(id));
        credential.put("type", "public-key");
        credential.put("authenticatorAttachment", "cross-platform");
        credential.put("response", response);
        credential.put("clientExtensionResults", extensions);
        return json.writeValueAsString(credential);
    }

    private byte[] random(int length) {
        byte[] drawn = new byte[length];
        random.nextBytes(drawn);
        return drawn;
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sign(PrivateKey key, byte[] content) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // 32 bytes, whatever sign byte or leading zeros BigInteger wrote or left out
    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] join(byte[]... parts) {
        var joined = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    /** A credential it keeps; the counter moves at each use. */
    private static final class Held {

        private final byte[] id;
        private final String rpId;
        private final byte[] userHandle;
        private final PrivateKey key;
        private int counter;

        private Held(byte[] id, String rpId, byte[] userHandle, PrivateKey key) {
            this.id = id;
            this.rpId = rpId;
            this.userHandle = userHandle;
            this.key = key;
        }
    }
}
