package org.hospiconnect.idp.token.logout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What the plans RP-Initiated Logout and Back-Channel Logout send, module by module, and what they look at afterwards. */
@JourneyTest
@Import({ProviderFixture.class, LogoutStage.class})
@Timeout(60)
class ConformanceLogoutJourneyTest {

    private static final Pattern CONFIRM = Pattern.compile("[?;]confirm=([A-Za-z0-9_-]{43})\"");
    private static final String STATE = "Zq7-_~".repeat(20);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final ProviderFixture provider;
    private final LogoutStage stage;
    private final Clients clients;

    @Autowired
    ConformanceLogoutJourneyTest(ProviderFixture provider, LogoutStage stage, Clients clients) {
        this.provider = provider;
        this.stage = stage;
        this.clients = clients;
    }

    /** A client as the plans register it, somebody signed in to it, and what the module sends. */
    private record Scene(Application client, ProviderFixture.SignedIn camille, Map<String, String> request) {

        String cookie() {
            return "hc_session=" + camille.opened().cookie();
        }

        Application.Answer leave() {
            return client.get("/connect/logout?" + Application.form(request), "Cookie", cookie());
        }

        Application.Answer agree(Application.Answer question) {
            var found = CONFIRM.matcher(question.body());
            assertThat(found.find()).as("a question").isTrue();
            var said = new LinkedHashMap<>(request);
            said.put("confirm", found.group(1));
            return client.get("/connect/logout?" + Application.form(said), "Cookie", cookie());
        }

        /** By {@code prompt=none}, as the suite looks. */
        boolean isSignedIn() {
            var silent = new LinkedHashMap<>(client.request());
            silent.put("prompt", "none");
            var answer = client.authorize(camille, silent).redirect();
            if (!answer.containsKey("code")) {
                assertThat(answer).containsEntry("error", "login_required");
            }
            return answer.containsKey("code");
        }
    }

    /** @param sent words for what the module sends */
    private Scene scene(String sent) {
        var client = provider.application(Profile.LEGACY);
        var camille = provider.signIn();
        String hint = provider.tokens(camille, client).text("id_token");
        var request = new LinkedHashMap<String, String>();
        for (String word : sent.split(" ", -1)) {
            switch (word) {
                case "hint" -> request.put("id_token_hint", hint);
                case "bad-hint" -> request.put("id_token_hint", "bad.id_token_hint.value");
                case "modified-hint" -> request.put("id_token_hint", modified(hint));
                case "address" -> request.put("post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
                case "bad-address" -> request.put("post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT + "bad");
                case "address-with-query" ->
                    request.put("post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT + "?foo=bar");
                case "state" -> request.put("state", STATE);
                case "client" -> request.put("client_id", client.registered().id());
                case "nothing" -> request.clear();
                default -> throw new IllegalArgumentException(word);
            }
        }
        return new Scene(client, camille, request);
    }

    /** As the suite does: {@code alg} {@code none}, and no signature. */
    private static String modified(String hint) {
        return Base64URL.encode("{\"alg\":\"none\"}") + hint.substring(hint.indexOf('.'), hint.lastIndexOf('.') + 1);
    }

    @ParameterizedTest
    @CsvSource({"hint address state", "hint address", "hint client address state"})
    @Requirement({"OIDCRPL-2", "OIDCRPL-3"})
    void a_hint_and_a_registered_address_lead_back_at_once_with_the_state_and_nothing_else(String sent) {
        var scene = scene(sent);

        var answer = scene.leave();

        assertThat(answer.status()).isBetween(300, 399);
        assertThat(answer.location())
                .isEqualTo(ProviderFixture.AFTER_LOGOUT + (sent.contains("state") ? "?state=" + encoded() : ""));
        assertThat(scene.isSignedIn()).isFalse();
    }

    private static String encoded() {
        return URLEncoder.encode(STATE, UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"hint", "hint state"})
    @Requirement("OIDCRPL-2")
    void without_an_address_a_page_says_that_it_is_done(String sent) {
        var scene = scene(sent);

        var answer = scene.leave();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.location()).isEmpty();
        assertThat(scene.isSignedIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"hint bad-address state", "hint address-with-query state", "client bad-address"})
    @Requirement("OIDCRPL-3-ADDRESS")
    void an_address_that_is_not_registered_gets_an_error_page_and_nothing_ends(String sent) {
        var scene = scene(sent);

        var answer = scene.leave();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
        assertThat(scene.isSignedIn()).isTrue();
    }

    /** The last column: what the agreement leads to. */
    @ParameterizedTest
    @CsvSource({
        "nothing, page",
        "state, page",
        "client, page",
        "client address state, address",
        "address state, page",
        "bad-hint address state, page",
        "modified-hint address state, page"
    })
    @Requirement({"OIDCRPL-2-CONFIRM", "OIDCRPL-4-WRONG"})
    void without_a_right_hint_the_person_is_asked_and_only_a_known_client_gets_the_browser_back(
            String sent, String after) {
        var scene = scene(sent);

        var question = scene.leave();
        boolean still = scene.isSignedIn();
        var answer = scene.agree(question);

        assertThat(question.status()).isEqualTo(200);
        assertThat(question.location()).isEmpty();
        assertThat(still).isTrue();
        assertThat(scene.isSignedIn()).isFalse();
        if (after.equals("address")) {
            assertThat(answer.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT + "?state=" + encoded());
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.location()).isEmpty();
        }
    }

    /** Module {@code oidcc-backchannel-rp-initiated-logout}. */
    @Test
    @Requirement({"OIDCBCL-2.4", "OIDCBCL-2.5"})
    void the_logout_token_fits_the_id_token_and_what_was_given_ends() throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var client = legacy(stage.application(receiver, TokenRules.USUAL));
            var camille = provider.signIn();
            var tokens = client.redeem(
                    client.authorize(camille, client.request()).redirect().getOrDefault("code", ""));
            var idToken = SignedJWT.parse(tokens.text("id_token"));

            stage.leave(client, camille, tokens);
            var call = receiver.next();
            var token = SignedJWT.parse(call.token());

            assertThat(call.contentType()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(token.getHeader().getAlgorithm())
                    .isEqualTo(idToken.getHeader().getAlgorithm());
            assertThat(stage.isSigned(client, token)).isTrue();
            assertFits(token.getJWTClaimsSet(), idToken.getJWTClaimsSet());
            assertThat(client.refresh(tokens.text("refresh_token")).text("error"))
                    .isEqualTo("invalid_grant");
            assertThat(new Scene(client, camille, Map.of()).isSignedIn()).isFalse();
        }
    }

    private static void assertFits(JWTClaimsSet logout, JWTClaimsSet idToken) throws Exception {
        for (String same : List.of("iss", "sub", "aud", "sid")) {
            assertThat(logout.getClaim(same)).as(same).isNotNull().isEqualTo(idToken.getClaim(same));
        }
        assertThat(logout.getJSONObjectClaim("events")).isEqualTo(Map.of(EVENT, Map.of()));
        assertThat(logout.getJWTID()).isNotBlank();
        assertThat(logout.getIssueTime().toInstant())
                .isBeforeOrEqualTo(Clock.systemUTC().instant());
        assertThat(logout.getExpirationTime()).isAfter(logout.getIssueTime());
        assertThat(logout.getClaims()).doesNotContainKey("nonce");
    }

    private Application legacy(Application standard) {
        var registered = ExampleApplication.like(standard.registered())
                .profile(Profile.LEGACY)
                .get();
        clients.put(registered);
        return new Application(standard.issuer(), registered, standard.secret());
    }
}
