package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What somebody makes of a right token of ours, or beside it. */
enum Forgery {
    UNSIGNED {
        @Override
        List<String> of(String right, JWK ours) throws ParseException {
            var jwt = SignedJWT.parse(right);
            String none = new PlainJWT(jwt.getJWTClaimsSet()).serialize();
            String[] parts = right.split("\\.", -1);
            return List.of(
                    none,
                    none + parts[2],
                    header("{\"alg\":\"None\",\"typ\":\"" + jwt.getHeader().getType() + "\"}") + parts[1] + ".",
                    parts[0] + "." + parts[1] + ".",
                    parts[0] + "." + parts[1]);
        }
    },
    /** The public key as a secret, in every form in which it is published. */
    HMAC_WITH_THE_PUBLIC_KEY {
        @Override
        List<String> of(String right, JWK ours) throws Exception {
            var jwt = SignedJWT.parse(right);
            byte[] der = ours.toECKey().toPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----\n";
            return Stream.of(ours.toPublicJWK().toJSONString().getBytes(UTF_8), der, pem.getBytes(UTF_8))
                    .map(secret -> hmac(jwt, secret))
                    .toList();
        }
    },
    /** Signed by a stranger whose header says where the key is. */
    KEY_OF_A_STRANGER {
        @Override
        List<String> of(String right, JWK ours) throws Exception {
            var jwt = SignedJWT.parse(right);
            URI evil = URI.create("https://evil.example/jwks");
            return Stream.<UnaryOperator<JWSHeader.Builder>>of(
                            header -> header,
                            header -> header.keyID(null),
                            header -> header.keyID("../../../../dev/null"),
                            header -> header.keyID("' or '1'='1"),
                            header -> header.jwk(STRANGER.key().toPublicJWK()),
                            header -> header.jwkURL(evil),
                            header -> header.x509CertURL(evil),
                            header -> header.criticalParams(Set.of("exp")).customParam("exp", 1))
                    .map(change -> signed(jwt, change))
                    .toList();
        }
    },
    OTHER_SPELLING {
        @Override
        List<String> of(String right, JWK ours) {
            String[] parts = right.split("\\.", -1);
            // 64 bytes leave four bits of the last character that count for nothing
            char last = right.charAt(right.length() - 1);
            return List.of(
                    right + "=",
                    right + "==",
                    right + ".",
                    right + ".x",
                    "." + right,
                    right.replaceFirst("\\.", "%20."),
                    parts[0] + "=." + parts[1] + "." + parts[2],
                    right.substring(0, right.length() - 1) + (char) (last + 1),
                    right + "A".repeat(20_000),
                    "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                            + "\"}");
        }
    },
    OTHER_CONTENT {
        @Override
        List<String> of(String right, JWK ours) {
            String[] parts = right.split("\\.", -1);
            byte[] claims = new Base64URL(parts[1]).decode();
            byte[] signature = new Base64URL(parts[2]).decode();
            byte[] flipped = signature.clone();
            flipped[10] ^= 1;
            String longer = new String(claims, UTF_8).replaceFirst("\"exp\":\\d+", "\"exp\":9999999999");
            return List.of(
                    parts[0] + "." + Base64URL.encode(longer) + "." + parts[2],
                    parts[0] + "." + parts[1] + "." + Base64URL.encode(flipped),
                    parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]),
                    parts[0] + "." + parts[1] + "." + Base64URL.encode(Arrays.copyOf(signature, 32)));
        }
    };

    private static final ClientKey STRANGER = ClientKey.of("ES256");

    abstract List<String> of(String right, JWK ours) throws Exception;

    private static String header(String json) {
        return Base64URL.encode(json) + ".";
    }

    private static String hmac(SignedJWT like, byte[] secret) {
        try {
            var forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(like.getHeader().getType())
                            .keyID(like.getHeader().getKeyID())
                            .build(),
                    like.getJWTClaimsSet());
            forged.sign(new MACSigner(secret));
            return forged.serialize();
        } catch (JOSEException | ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(SignedJWT like, UnaryOperator<JWSHeader.Builder> change) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(like.getHeader().getType().getType()))
                    .keyID(like.getHeader().getKeyID());
            return STRANGER.sign(change.apply(header), like.getJWTClaimsSet());
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
