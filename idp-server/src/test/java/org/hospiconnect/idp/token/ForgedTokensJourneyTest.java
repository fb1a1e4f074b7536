package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Tokens of ours that somebody made, changed or spelt anew, at every door where a token of ours is shown. */
@JourneyTest
@Import(ProviderFixture.class)
class ForgedTokensJourneyTest {

    private final ProviderFixture provider;
    private final KeyRing keys;

    @Autowired
    ForgedTokensJourneyTest(ProviderFixture provider, KeyRing keys) {
        this.provider = provider;
        this.keys = keys;
    }

    /** Where a token of ours is shown, and whether it was believed. */
    enum Door {
        USERINFO("access_token") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.userInfo(token).status() == 200;
            }
        },
        INTROSPECTION("access_token refresh_token") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.isActive(token);
            }
        },
        HINT("id_token") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                var request = dpi.request();
                request.put("id_token_hint", token);
                return dpi.authorize(person, request).location().contains("?code=");
            }
        },
        REFRESH("refresh_token") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.refresh(token).status() == 200;
            }
        },
        CODE("code") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.redeem(token).status() == 200;
            }
        };

        private final String kinds;

        Door(String kinds) {
            this.kinds = kinds;
        }

        List<String> kinds() {
            return List.of(kinds.split(" ", -1));
        }

        abstract boolean believes(Application dpi, ProviderFixture.SignedIn person, String token);
    }

    static Stream<Arguments> doorsAndForgeries() {
        return Stream.of(Door.USERINFO, Door.INTROSPECTION, Door.HINT)
                .flatMap(door -> Stream.of(Forgery.values()).map(forgery -> Arguments.of(door, forgery)));
    }

    @ParameterizedTest
    @Requirement("RFC8725-3.1-OWN")
    @MethodSource("doorsAndForgeries")
    void a_token_that_we_did_not_sign_in_this_spelling_opens_nothing(Door door, Forgery forgery) throws Exception {
        var dpi = provider.application();
        var camille = provider.signIn();
        String right = provider.tokens(camille, dpi).text(door.kinds().getFirst());
        JWK ours = keys.published()
                .getKeyByKeyId(SignedJWT.parse(right).getHeader().getKeyID());

        for (String forged : forgery.of(right, ours)) {
            assertThat(door.believes(dpi, camille, forged)).as(forged).isFalse();
        }
        assertThat(door.believes(dpi, camille, right)).isTrue();
    }

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
                        "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\""
                                + parts[2] + "\"}");
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

    @ParameterizedTest
    @Requirement("HC-KINDS-APART")
    @MethodSource("pairs")
    void an_object_of_one_kind_is_not_taken_for_another(Door door, String kind) {
        var dpi = provider.application();
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, dpi);
        var pushed = dpi.post("/oauth2/par", dpi.request());
        Map<String, String> objects = Map.of(
                "access_token", tokens.text("access_token"),
                "id_token", tokens.text("id_token"),
                "refresh_token", tokens.text("refresh_token"),
                "code", provider.code(camille, dpi),
                "request_uri", pushed.text("request_uri"),
                "request_uri_id", pushed.text("request_uri").replaceFirst(".*:", ""),
                "sid", camille.sid(),
                "session", camille.opened().cookie());

        boolean believed = door.believes(dpi, camille, objects.getOrDefault(kind, ""));

        assertThat(believed).isEqualTo(door.kinds().contains(kind));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of(
                                "access_token",
                                "id_token",
                                "refresh_token",
                                "code",
                                "request_uri",
                                "request_uri_id",
                                "sid",
                                "session")
                        .map(kind -> Arguments.of(door, kind)));
    }

    /** RFC 7009 §2.2: the answer says nothing, and nothing is ended. */
    @Test
    @Requirement("RFC8725-3.1-OWN")
    void a_forged_token_ends_nothing() throws Exception {
        var dpi = provider.application();
        var tokens = provider.tokens(provider.signIn(), dpi);
        String right = tokens.text("access_token");
        JWK ours = keys.published()
                .getKeyByKeyId(SignedJWT.parse(right).getHeader().getKeyID());

        for (Forgery forgery : Forgery.values()) {
            for (String forged : forgery.of(right, ours)) {
                dpi.post("/oauth2/revoke", Map.of("token", forged));
            }
        }

        assertThat(dpi.isActive(right)).isTrue();
        assertThat(dpi.isActive(tokens.text("refresh_token"))).isTrue();
    }
}
