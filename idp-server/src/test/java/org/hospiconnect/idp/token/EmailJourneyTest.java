package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.directory.Email;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The scope {@code email} (OpenID Connect Core §5.4). */
@JourneyTest
@Import(ProviderFixture.class)
class EmailJourneyTest {

    private static final Instant DAY = Instant.parse("2026-09-01T00:00:00Z");

    private final ProviderFixture provider;
    private final Clients clients;
    private final People people;

    @Autowired
    EmailJourneyTest(ProviderFixture provider, Clients clients, People people) {
        this.provider = provider;
        this.clients = clients;
        this.people = people;
    }

    @Test
    @Requirement("OIDCC-5.4-EMAIL")
    void an_address_is_told_with_whether_it_was_verified() throws Exception {
        var verified = told("openid email", Optional.of(new Email("camille@valmont.example", Optional.of(DAY))));
        var never = told("openid email", Optional.of(new Email("camille@valmont.example", Optional.empty())));

        assertThat(verified.userInfo())
                .containsEntry("email", "camille@valmont.example")
                .containsEntry("email_verified", true);
        assertThat(verified.idToken())
                .containsEntry("email", "camille@valmont.example")
                .containsEntry("email_verified", true);
        assertThat(never.userInfo()).containsEntry("email_verified", false);
    }

    @Test
    @Requirement("OIDCC-5.4-EMAIL")
    void without_the_scope_or_without_an_address_nothing_is_told() throws Exception {
        var email = new Email("camille@valmont.example", Optional.of(DAY));

        assertThat(told("openid profile", Optional.of(email)).userInfo()).doesNotContainKeys("email", "email_verified");
        assertThat(told("openid email", Optional.empty()).userInfo()).doesNotContainKeys("email", "email_verified");
    }

    private record Told(Map<String, Object> userInfo, Map<String, Object> idToken) {}

    private Told told(String scope, Optional<Email> email) throws Exception {
        var app = provider.application();
        clients.put(ExampleApplication.like(app.registered())
                .scopes("openid", "profile", "email")
                .get());
        var camille = provider.signIn();
        people.change(ExamplePerson.like(camille.person()).email(email).get());
        var request = new LinkedHashMap<>(app.request());
        request.put("scope", scope);
        var tokens = app.redeem(app.authorize(camille, request).redirect().getOrDefault("code", ""));
        return new Told(
                app.userInfo(tokens.text("access_token")).json(),
                SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getClaims());
    }
}
