package org.hospiconnect.idp.authenticator.webauthn;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.certificate.TrustedChains;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the JWS around a BLOB (FIDO MDS3 §3.1.7): a chain in {@code x5c} to a root of ours, made out to the signer that we expect,
 * because the public roots sign for the whole world, none of them revoked. The header chooses nothing but among the algorithms here;
 * keys and addresses in it are not read.
 */
record MetadataSignature(TrustedChains roots, SignerRevocation revocation, String signer) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_CERTIFICATES = 6;
    private static final int PARTS = 3;
    private static final Map<String, String> ALGORITHMS = Map.of(
            "RS256", "SHA256withRSA",
            "RS384", "SHA384withRSA",
            "RS512", "SHA512withRSA",
            "ES256", "SHA256withECDSAinP1363Format",
            "ES384", "SHA384withECDSAinP1363Format");

    /** What came of it. */
    sealed interface Checked {

        record Good(Bytes payload) implements Checked {}

        record Bad(MetadataRefusal reason) implements Checked {}
    }

    Checked check(String jws, Instant now) {
        String[] parts = jws.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            return new Checked.Bad(MetadataRefusal.MALFORMED);
        }
        Optional<JsonNode> header = decoded(parts[0]).flatMap(MetadataSignature::json);
        Optional<byte[]> payload = decoded(parts[1]);
        Optional<byte[]> signature = decoded(parts[2]);
        Optional<List<X509Certificate>> chain = header.flatMap(known -> chain(known.path("x5c")));
        if (chain.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
            return new Checked.Bad(MetadataRefusal.MALFORMED);
        }
        String algorithm = ALGORITHMS.get(header.get().path("alg").asString(""));
        if (algorithm == null) {
            return new Checked.Bad(MetadataRefusal.ALGORITHM);
        }
        if (!roots.isSigner(chain.get(), signer, now)) {
            return new Checked.Bad(MetadataRefusal.SIGNER_NOT_TRUSTED);
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!isGood(algorithm, chain.get().getFirst(), signed, signature.get())) {
            return new Checked.Bad(MetadataRefusal.SIGNATURE_INVALID);
        }
        return unlessRevoked(chain.get(), Bytes.of(payload.get()), now);
    }

    private Checked unlessRevoked(List<X509Certificate> chain, Bytes payload, Instant now) {
        return switch (revocation.of(chain, now)) {
            case GOOD -> new Checked.Good(payload);
            case REVOKED -> new Checked.Bad(MetadataRefusal.SIGNER_REVOKED);
            case UNKNOWN -> new Checked.Bad(MetadataRefusal.REVOCATION_UNKNOWN);
        };
    }

    private static Optional<JsonNode> json(byte[] text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<List<X509Certificate>> chain(JsonNode x5c) {
        if (x5c.isEmpty() || x5c.size() > MOST_CERTIFICATES) {
            return Optional.empty();
        }
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var chain = new ArrayList<X509Certificate>();
            for (JsonNode one : x5c) {
                byte[] der = Base64.getDecoder().decode(one.asString(""));
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
            return Optional.of(List.copyOf(chain));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isGood(String algorithm, X509Certificate signer, byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(signer.getPublicKey());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException unfit) { // a key of another kind, a signature of another shape
            return false;
        }
    }

    private static Optional<byte[]> decoded(String part) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
