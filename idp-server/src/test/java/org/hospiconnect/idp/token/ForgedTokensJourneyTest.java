package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.token.dmp.DmpFixture;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Tokens of ours that somebody made, changed or spelt anew, at every door where a token of ours is shown. */
@JourneyTest
@Import(ProviderFixture.class)
class ForgedTokensJourneyTest {

    /** A token beyond it is refused before anybody reads it. */
    private static final int LONGEST = 16 * 1024;

    private final ProviderFixture provider;
    private final KeyRing keys;
    private final Clients clients;

    @Autowired
    ForgedTokensJourneyTest(ProviderFixture provider, KeyRing keys, Clients clients, BeanFactory server) {
        this.provider = provider;
        this.keys = keys;
        this.clients = clients;
        DmpStage.of(server);
    }

    /** One that may exchange tokens too. */
    private Application dpi() {
        var usual = provider.application();
        var registered = ExampleApplication.like(usual.registered())
                .grants(Set.of(
                        "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"))
                .dmp(Optional.of(DmpFixture.software()))
                .get();
        clients.put(registered);
        return new Application(usual.issuer(), registered, usual.secret());
    }

    /** Where a token of ours is shown, and what is said when it is not believed: a fault of ours is no refusal. */
    enum Door {
        USERINFO("access_token", "401 invalid_token") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.userInfo(token);
            }
        },
        INTROSPECTION("access_token refresh_token", "200 inactive") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.post("/oauth2/introspect", Map.of("token", token));
            }
        },
        HINT("id_token", "303 invalid_request") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                var request = dpi.request();
                request.put("id_token_hint", token);
                return dpi.authorize(person, request);
            }
        },
        REFRESH("refresh_token", "400 invalid_grant") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.refresh(token);
            }
        },
        EXCHANGE("access_token", "400 invalid_request") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                var who = new DmpStage.SignedIn(
                        person.person(), person.opened().session(), dpi.registered(), dpi.secret(), token);
                return dpi.post("/oauth2/token", DmpStage.form(who).parameters());
            }
        },
        PUSHED("request_uri", "400 page") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.authorize(
                        person, Map.of("client_id", dpi.registered().id(), "request_uri", token));
            }
        },
        COOKIE("session", "302 /signin/webauthn") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                String path = "/oauth2/authorize?" + Application.form(dpi.request());
                return dpi.get(path, "Cookie", "hc_session=" + token, "Accept", "text/html");
            }
        },
        LOGOUT("id_token", "200 page") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                var asked = Map.of("id_token_hint", token, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
                String cookie = "hc_session=" + person.opened().cookie();
                return dpi.get("/connect/logout?" + Application.form(asked), "Cookie", cookie);
            }
        },
        CODE("code", "400 invalid_grant") {
            @Override
            Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token) {
                return dpi.redeem(token);
            }
        };

        private final String kinds;
        private final String refusal;

        Door(String kinds, String refusal) {
            this.kinds = kinds;
            this.refusal = refusal;
        }

        List<String> kinds() {
            return List.of(kinds.split(" ", -1));
        }

        abstract Application.Answer show(Application dpi, ProviderFixture.SignedIn person, String token);

        void believes(Application.Answer answer) {
            switch (this) {
                case HINT, PUSHED, COOKIE -> assertThat(answer.redirect()).containsKey("code");
                case INTROSPECTION -> assertThat(Said.by(answer)).isEqualTo("200 active");
                case LOGOUT -> assertThat(answer.location()).startsWith(ProviderFixture.AFTER_LOGOUT);
                default -> assertThat(answer.status()).isEqualTo(200);
            }
        }

        void refuses(String shown, Application.Answer answer) {
            if (shown.length() > LONGEST) {
                assertThat(Said.by(answer)).isIn(refusal, "400 page", "400 invalid_request");
            } else {
                assertThat(Said.by(answer)).as(shown).isEqualTo(refusal);
            }
        }
    }

    static Stream<Arguments> doorsAndForgeries() {
        return Stream.of(Door.USERINFO, Door.INTROSPECTION, Door.HINT, Door.EXCHANGE, Door.LOGOUT)
                .flatMap(door -> Stream.of(Forgery.values()).map(forgery -> Arguments.of(door, forgery)));
    }

    @ParameterizedTest
    @Requirement("RFC8725-3.1-OWN")
    @MethodSource("doorsAndForgeries")
    void a_token_that_we_did_not_sign_in_this_spelling_opens_nothing(Door door, Forgery forgery) throws Exception {
        var dpi = dpi();
        var camille = provider.signIn();
        String right = provider.tokens(camille, dpi).text(door.kinds().getFirst());
        JWK ours = keys.published()
                .getKeyByKeyId(SignedJWT.parse(right).getHeader().getKeyID());

        for (String forged : forgery.of(right, ours)) {
            door.refuses(forged, door.show(dpi, camille, forged));
        }
        door.believes(door.show(dpi, camille, right));
    }

    @ParameterizedTest
    @Requirement("HC-KINDS-APART")
    @MethodSource("pairs")
    void an_object_of_one_kind_is_not_taken_for_another(Door door, String kind) {
        var dpi = dpi();
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

        var answer = door.show(dpi, camille, objects.getOrDefault(kind, ""));

        if (door.kinds().contains(kind)) {
            door.believes(answer);
        } else {
            door.refuses(kind, answer);
        }
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
                assertThat(dpi.post("/oauth2/revoke", Map.of("token", forged)).status())
                        .isEqualTo(200);
            }
        }

        assertThat(dpi.isActive(right)).isTrue();
        assertThat(dpi.isActive(tokens.text("refresh_token"))).isTrue();
    }
}
