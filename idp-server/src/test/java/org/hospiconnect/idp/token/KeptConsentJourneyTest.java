package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What a person agreed to is what the application hears, however its registration grows. */
@JourneyTest
@Import(ProviderFixture.class)
class KeptConsentJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    KeptConsentJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    @Requirement("HC-CONSENT-KEPT")
    void what_is_registered_after_the_person_agreed_is_told_by_the_next_request_only() throws ParseException {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .scopes("openid", "profile")
                .get());
        var request = dpi.request();
        request.put("scope", "openid profile");
        request.put("claims", "{\"id_token\":{\"rpps\":null},\"userinfo\":{\"rpps\":null}}");
        var tokens = agreed(dpi, request);

        clients.put(ExampleApplication.like(dpi.registered())
                .scopes("openid", "profile", "rpps")
                .get());
        var refreshed = dpi.refresh(tokens.text("refresh_token"));

        for (var answer : List.of(tokens, refreshed)) {
            assertThat(claims(answer.text("id_token")).getClaims()).doesNotContainKey("rpps");
            assertThat(dpi.userInfo(answer.text("access_token")).json())
                    .containsKey("family_name")
                    .doesNotContainKey("rpps");
        }
        assertThat(claims(agreed(dpi, request).text("id_token")).getClaims()).containsKey("rpps");
    }

    private Application.Answer agreed(Application dpi, Map<String, String> request) {
        var answer = dpi.authorize(provider.signIn(), request);
        return dpi.redeem(answer.redirect().getOrDefault("code", ""));
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
