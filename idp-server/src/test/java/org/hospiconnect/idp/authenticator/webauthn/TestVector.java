package org.hospiconnect.idp.authenticator.webauthn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of WebAuthn Level 3, section "Test Vectors" (three more, signed by the same root, where the standard's lack what its own steps ask
 * for); bytes are hexadecimal as there.
 */
record TestVector(
        String name, String credentialId, Map<String, String> registration, Map<String, String> authentication) {

    static final String RP_ID = "example.org";
    static final String ORIGIN = "https://example.org";

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode ALL = read();
    private static final int FLAGS = 32;
    private static final int VERIFIED = 0x04;

    static TestVector named(String name) {
        return all().stream()
                .filter(vector -> vector.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<TestVector> all() {
        return ALL.path("vectors")
                .valueStream()
                .map(node -> new TestVector(
                        node.path("name").asString(),
                        node.path("credentialId").asString(),
                        members(node.path("registration")),
                        members(node.path("authentication"))))
                .toList();
    }

    /** The root of all statements in them, as a PEM file. */
    static Path root() {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "vectors", ".pem");
            String der = Base64.getMimeEncoder()
                    .encodeToString(hex(ALL.path("attestationRoot").asString()));
            return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + der + "\n-----END CERTIFICATE-----\n");
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** Did its authenticator verify the user when it registered? */
    boolean registeredWithUserVerified() {
        byte[] object = hex(registration.getOrDefault("attestationObject", ""));
        int start = new String(object, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("authData") + 8;
        start += object[start] == 0x58 ? 2 : 3; // a CBOR byte string of one or two bytes of length
        return (object[start + FLAGS] & VERIFIED) != 0;
    }

    boolean signedInWithUserVerified() {
        return (hex(authentication.getOrDefault("authenticatorData", ""))[FLAGS] & VERIFIED) != 0;
    }

    String credential(Map<String, String> response) {
        var encoded = response.entrySet().stream()
                .filter(member -> !member.getKey().equals("challenge"))
                .collect(Collectors.toMap(Map.Entry::getKey, member -> base64Url(member.getValue())));
        String id = base64Url(credentialId);
        return JSON.writeValueAsString(Map.of("id", id, "rawId", id, "type", "public-key", "response", encoded));
    }

    static String base64Url(String hex) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hex(hex));
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Map<String, String> members(JsonNode node) {
        return node.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, member -> member.getValue().asString()));
    }

    private static JsonNode read() {
        try (InputStream file = TestVector.class.getResourceAsStream("/webauthn/test-vectors.json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
