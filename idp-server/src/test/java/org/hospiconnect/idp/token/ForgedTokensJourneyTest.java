package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.token.KindsStage.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** JWTs that somebody made, changed or spelt anew, wherever one comes in: ours, and those that applications sign. */
@JourneyTest
@Import(ProviderFixture.class)
class ForgedTokensJourneyTest {

    /** A token beyond it is refused before anybody reads it. */
    private static final int LONGEST = 16 * 1024;

    /** Where a JWT comes in. */
    private static final Set<KindsDoor> DOORS = EnumSet.of(
            KindsDoor.SUBJECT_TOKEN,
            KindsDoor.USERINFO,
            KindsDoor.INTROSPECTION,
            KindsDoor.REVOCATION,
            KindsDoor.ASSERTION,
            KindsDoor.REQUEST,
            KindsDoor.DPOP,
            KindsDoor.HINT,
            KindsDoor.LOGOUT_HINT);

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final HttpServer ELSEWHERE = elsewhere();

    private final KindsStage stage;
    private final KeyRing keys;

    @Autowired
    ForgedTokensJourneyTest(BeanFactory server, KeyRing keys) {
        this.stage = KindsStage.of(server);
        this.keys = keys;
    }

    private static HttpServer elsewhere() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unable) {
            throw new IllegalStateException(unable);
        }
    }

    /** The keys of the stranger who signs forgeries: who comes for them would believe him. */
    @BeforeAll
    static void publishKeysOfTheStranger() {
        byte[] body =
                new JWKSet(Forgery.STRANGER.key().toPublicJWK()).toString().getBytes(UTF_8);
        ELSEWHERE.createContext("/", exchange -> {
            CALLS.incrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        ELSEWHERE.start();
    }

    @AfterAll
    static void stop() {
        ELSEWHERE.stop(0);
    }

    static Stream<Arguments> doorsAndForgeries() {
        return DOORS.stream().flatMap(door -> Stream.of(Forgery.values()).map(forgery -> Arguments.of(door, forgery)));
    }

    @ParameterizedTest
    @Requirement({"RFC8725-3.1-OWN", "RFC8725-3.1", "HC-JWT-CONFUSION"})
    @MethodSource("doorsAndForgeries")
    void a_jwt_that_its_maker_did_not_sign_in_this_spelling_opens_nothing(KindsDoor door, Forgery forgery)
            throws Exception {
        var scene = stage.scene();
        String right = stage.object(kind(door), scene);

        for (String forged : forgery.of(right(door, right))) {
            refuses(door, forged, door.show(scene, forged));
        }

        assertThat(CALLS).hasValue(0);
        assertThat(scene.introspected(scene.tokens().text("access_token"))).isEqualTo("200 active");
        door.opens(scene, right, door.show(scene, right));
    }

    private static Kind kind(KindsDoor door) {
        return switch (door) {
            case ASSERTION -> Kind.CLIENT_ASSERTION;
            case REQUEST -> Kind.REQUEST_OBJECT;
            case DPOP -> Kind.DPOP_PROOF;
            case HINT, LOGOUT_HINT -> Kind.ID_TOKEN;
            default -> Kind.ACCESS_TOKEN;
        };
    }

    private Forgery.Right right(KindsDoor door, String text) throws ParseException, JOSEException {
        URI elsewhere = URI.create("http://localhost:" + ELSEWHERE.getAddress().getPort() + "/jwks");
        var client = ProvingApplication.KEY.key();
        return switch (door) {
            case ASSERTION, REQUEST, DPOP ->
                new Forgery.Right(text, client, new ECDSASigner(client.toECKey()), elsewhere);
            default ->
                new Forgery.Right(
                        text,
                        keys.published()
                                .getKeyByKeyId(SignedJWT.parse(text).getHeader().getKeyID()),
                        keys.active(KeyPurpose.TOKENS, JWSAlgorithm.ES256).signer(),
                        elsewhere);
        };
    }

    private static void refuses(KindsDoor door, String forged, Application.Answer answer) {
        if (forged.length() > LONGEST) {
            assertThat(Said.by(answer)).isIn(door.refusal(), "400 page", "400 invalid_request");
        } else if (door == KindsDoor.DPOP) {
            // a right proof by another key is no proof of this token
            assertThat(Said.by(answer)).as(forged).isIn(door.refusal(), "401 invalid_token");
        } else {
            assertThat(Said.by(answer)).as(forged).isEqualTo(door.refusal());
        }
    }
}
