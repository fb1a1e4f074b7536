package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Tokens for interfaces that their request names (RFC 8707). */
@JourneyTest
@Import(ProviderFixture.class)
class NarrowedTokensJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    NarrowedTokensJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    @Requirement({"RFC8707-2", "RFC8707-2.2"})
    void a_token_request_names_the_interfaces_that_its_token_is_for() throws ParseException {
        var known = provider.application();
        var several = ExampleApplication.like(known.registered())
                .resources("https://labo.example/api", "https://pacs.example/api")
                .get();
        clients.put(several);
        var dpi = new Application(known.issuer(), several, known.secret());
        String code = provider.code(provider.signIn(), dpi);
        var request =
                new LinkedHashMap<>(Map.of("code", code, "resource", "https://evil.example/" + UUID.randomUUID()));

        var beyond = dpi.redeem(request);
        request.put("resource", "https://labo.example/api");
        var narrowed = dpi.redeem(request);
        var refreshed = dpi.post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", narrowed.text("refresh_token"),
                        "resource", "https://pacs.example/api"));

        assertThat(beyond.text("error")).isEqualTo("invalid_target");
        assertThat(audience(narrowed)).isEqualTo("https://labo.example/api");
        assertThat(audience(refreshed)).isEqualTo("https://pacs.example/api");
    }

    /** What is registered is not yet granted. */
    @Test
    @Requirement({"RFC8707-2", "RFC8707-2.2"})
    void no_token_request_goes_beyond_the_interfaces_of_its_code() throws ParseException {
        var known = provider.application();
        var several = ExampleApplication.like(known.registered())
                .resources("https://labo.example/api", "https://pacs.example/api")
                .get();
        clients.put(several);
        var dpi = new Application(known.issuer(), several, known.secret());
        var granted = Terms.NONE.forResources(Set.of("https://labo.example/api"));
        String code = provider.code(provider.signIn(), dpi, granted);

        var beyond = dpi.redeem(Map.of("code", code, "resource", "https://pacs.example/api"));
        var tokens = dpi.redeem(code);
        var refresh = Map.of(
                "grant_type", "refresh_token",
                "refresh_token", tokens.text("refresh_token"),
                "resource", "https://pacs.example/api");

        assertThat(beyond.text("error")).isEqualTo("invalid_target");
        assertThat(audience(tokens)).isEqualTo("https://labo.example/api");
        assertThat(dpi.post("/oauth2/token", refresh).text("error")).isEqualTo("invalid_target");
        assertThat(audience(dpi.refresh(tokens.text("refresh_token")))).isEqualTo("https://labo.example/api");
    }

    private static String audience(Application.Answer answer) throws ParseException {
        return String.join(
                " ",
                SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet().getAudience());
    }
}
