package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the authorization request of somebody signed in to a code. */
@JourneyTest
@Import(ProviderFixture.class)
class AuthorizationJourneyTest {

    private final ProviderFixture provider;
    private final JdbcClient jdbc;

    @Autowired
    AuthorizationJourneyTest(ProviderFixture provider, JdbcClient jdbc) {
        this.provider = provider;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement({"OIDCC-3.1.2.5", "RFC9207-2", "RFC6749-4.1.2"})
    void the_answer_carries_code_state_and_issuer() {
        var dpi = provider.application();
        var camille = provider.signIn();

        var answer = dpi.authorize(camille, dpi.request());

        assertThat(answer.location()).startsWith(ProviderFixture.REDIRECT + "?");
        assertThat(answer.redirect())
                .containsOnlyKeys("code", "state", "iss")
                .containsEntry("state", "s t+a%te&")
                .containsEntry("iss", dpi.issuer());
        assertThat(dpi.redeem(answer.redirect().getOrDefault("code", "")).status())
                .isEqualTo(200);
    }

    @Test
    @Requirement("HC-NO-HTTP-SESSION")
    void no_cookie_of_the_framework_is_set() {
        var dpi = provider.application();

        var answer = dpi.authorize(provider.signIn(), dpi.request());

        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Test
    @Requirement("HC-PKCE-LEGACY")
    void a_legacy_client_without_pkce_is_served_and_traced() {
        var dpi = provider.application(RelyingApplication.Profile.LEGACY);
        var request = new LinkedHashMap<>(dpi.request());
        request.remove("code_challenge");
        request.remove("code_challenge_method");

        var answer = dpi.authorize(provider.signIn(), request);

        String code = answer.redirect().getOrDefault("code", "");
        assertThat(dpi.redeem(Map.of("code", code)).text("error"))
                .as("a verifier where no challenge was (RFC 9700 §2.1.1, downgrade)")
                .isEqualTo("invalid_grant");
        assertThat(dpi.post(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "code",
                                        code,
                                        "redirect_uri",
                                        ProviderFixture.REDIRECT))
                        .status())
                .isEqualTo(200);
        assertThat(acts(dpi)).contains("PKCE_OMITTED", "CODE_ISSUED", "TOKEN_ISSUED");
    }

    private java.util.List<String> acts(Application dpi) {
        return jdbc.sql("select act from trail where client = :client order by id")
                .param("client", dpi.registered().id())
                .query(String.class)
                .list();
    }
}
