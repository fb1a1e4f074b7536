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
        EXCHANGE("access_token") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                var who = new DmpStage.SignedIn(
                        person.person(), person.opened().session(), dpi.registered(), dpi.secret(), token);
                return dpi.post("/oauth2/token", DmpStage.form(who).parameters())
                                .status()
                        == 200;
            }
        },
        PUSHED("request_uri") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                var request = Map.of("client_id", dpi.registered().id(), "request_uri", token);
                return dpi.authorize(person, request).location().contains("?code=");
            }
        },
        COOKIE("session") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                String path = "/oauth2/authorize?" + Application.form(dpi.request());
                return dpi.get(path, "Cookie", "hc_session=" + token, "Accept", "text/html")
                        .location()
                        .contains("?code=");
            }
        },
        LOGOUT("id_token") {
            @Override
            boolean believes(Application dpi, ProviderFixture.SignedIn person, String token) {
                var asked = Map.of("id_token_hint", token, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
                String cookie = "hc_session=" + person.opened().cookie();
                return dpi.get("/connect/logout?" + Application.form(asked), "Cookie", cookie)
                        .location()
                        .startsWith(ProviderFixture.AFTER_LOGOUT);
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
            assertThat(door.believes(dpi, camille, forged)).as(forged).isFalse();
        }
        assertThat(door.believes(dpi, camille, right)).isTrue();
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
