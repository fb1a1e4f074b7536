package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What somebody makes of a right JWT, or beside it. */
enum Forgery {
    UNSIGNED {
        @Override
        List<String> of(Right right) throws ParseException {
            var jwt = right.jwt();
            String none = new PlainJWT(jwt.getJWTClaimsSet()).serialize();
            String[] parts = right.parts();
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
        List<String> of(Right right) throws Exception {
            var jwt = right.jwt();
            byte[] der = right.key().toECKey().toPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----\n";
            return Stream.of(right.key().toPublicJWK().toJSONString().getBytes(UTF_8), der, pem.getBytes(UTF_8))
                    .map(secret -> hmac(jwt, secret))
                    .toList();
        }
    },
    /** Signed by a stranger whose header says where the key is. */
    KEY_OF_A_STRANGER {
        @Override
        List<String> of(Right right) {
            var jwt = right.jwt();
            return Stream.concat(
                            Stream.<UnaryOperator<JWSHeader.Builder>>of(
                                    header -> header,
                                    header -> header.keyID(null),
                                    header -> header.jwk(STRANGER.key().toPublicJWK())),
                            KEY_ELSEWHERE.stream().map(names -> names.apply(right)))
                    .map(change -> byStranger(jwt, change))
                    .toList();
        }
    },
    /** By the right key: what may never stand in a header. */
    HEADER_THAT_NAMES_A_KEY {
        @Override
        List<String> of(Right right) {
            String claims = right.jwt().getPayload().toString();
            return KEY_ELSEWHERE.stream()
                    .map(names -> names.apply(right))
                    .map(change -> change.apply(new JWSHeader.Builder(right.header())))
                    .map(header -> right.signed(header.build().toString(), claims))
                    .toList();
        }
    },
    /** By the right key: the reader before us may have read the other. */
    DOUBLED_MEMBERS {
        @Override
        List<String> of(Right right) throws ParseException {
            String header = right.header().toString();
            String claims = right.jwt().getPayload().toString();
            return Stream.concat(
                            Stream.of(
                                            "{\"alg\":\"none\"," + header.substring(1),
                                            header.substring(0, header.length() - 1) + ",\"alg\":\"none\"}")
                                    .map(doubled -> right.signed(doubled, claims)),
                            right.jwt().getJWTClaimsSet().getClaims().keySet().stream()
                                    .flatMap(name -> doubled(claims, name))
                                    .map(doubled -> right.signed(header, doubled)))
                    .toList();
        }
    },
    OTHER_SPELLING {
        @Override
        List<String> of(Right right) {
            String text = right.text();
            String[] parts = right.parts();
            // 64 bytes leave four bits of the last character that count for nothing
            char last = text.charAt(text.length() - 1);
            return List.of(
                    text + "=",
                    text + "==",
                    text + ".",
                    text + ".x",
                    "." + text,
                    text.replaceFirst("\\.", " ."),
                    text.replaceFirst("\\.", ". "),
                    text.replaceFirst("\\.", "%20."),
                    text.substring(0, 8) + " " + text.substring(8),
                    text.replaceFirst("\\.", "+."),
                    parts[0] + "=." + parts[1] + "." + parts[2],
                    text.substring(0, text.length() - 1) + (char) (last + 1),
                    text + "A".repeat(20_000),
                    "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                            + "\"}");
        }
    },
    OTHER_CONTENT {
        @Override
        List<String> of(Right right) {
            String[] parts = right.parts();
            String claims = new Base64URL(parts[1]).decodeToString();
            byte[] signature = new Base64URL(parts[2]).decode();
            byte[] flipped = signature.clone();
            flipped[10] ^= 1;
            return List.of(
                    parts[0] + "." + Base64URL.encode("{\"admin\":true," + claims.substring(1)) + "." + parts[2],
                    parts[0] + "." + parts[1] + "." + Base64URL.encode(flipped),
                    parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]),
                    parts[0] + "." + parts[1] + "." + Base64URL.encode(Arrays.copyOf(signature, 32)));
        }
    };

    static final ClientKey STRANGER = ClientKey.of("ES256");

    /** What leads to a key: followed or believed, it is a stranger's. */
    private static final List<Function<Right, UnaryOperator<JWSHeader.Builder>>> KEY_ELSEWHERE = List.of(
            right -> header -> header.jwkURL(right.elsewhere()),
            right -> header -> header.x509CertURL(right.elsewhere()),
            _ -> header -> header.criticalParams(Set.of("exp")).customParams(Map.of("exp", 1)),
            // a DPoP proof brings its key, and its kid says nothing
            right -> right.bringsItsKey() ? header -> header.type(null) : header -> header.keyID("../../dev/null"),
            right -> right.bringsItsKey() ? header -> header.jwk(null) : header -> header.keyID("' or '1'='1"),
            _ -> header -> header.jwk(STRANGER.key().toPublicJWK()));

    /**
     * A JWT that is good where it belongs.
     *
     * @param key what verifies it
     * @param signer what made it
     * @param elsewhere an address with keys of a stranger
     */
    record Right(String text, JWK key, JWSSigner signer, URI elsewhere) {

        SignedJWT jwt() {
            try {
                return SignedJWT.parse(text);
            } catch (ParseException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        JWSHeader header() {
            return jwt().getHeader();
        }

        boolean bringsItsKey() {
            return header().getJWK() != null;
        }

        String[] parts() {
            return text.split("\\.", -1);
        }

        String signed(String header, String claims) {
            try {
                String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
                return input + "." + signer.sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(US_ASCII));
            } catch (JOSEException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    abstract List<String> of(Right right) throws Exception;

    private static String header(String json) {
        return Base64URL.encode(json) + ".";
    }

    private static String hmac(SignedJWT like, byte[] secret) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(like.getHeader().getType())
                    .jwk(like.getHeader().getJWK())
                    .keyID(like.getHeader().getKeyID())
                    .build();
            var forged = new SignedJWT(header, like.getJWTClaimsSet());
            forged.sign(new MACSigner(secret));
            return forged.serialize();
        } catch (JOSEException | ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String byStranger(SignedJWT like, UnaryOperator<JWSHeader.Builder> change) {
        try {
            return STRANGER.sign(change.apply(new JWSHeader.Builder(like.getHeader())), like.getJWTClaimsSet());
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Another value in front of the right one, and behind it. */
    private static Stream<String> doubled(String claims, String name) {
        String other = "\"" + name + "\":\"other\"";
        return Stream.of(
                "{" + other + "," + claims.substring(1), claims.substring(0, claims.length() - 1) + "," + other + "}");
    }
}
