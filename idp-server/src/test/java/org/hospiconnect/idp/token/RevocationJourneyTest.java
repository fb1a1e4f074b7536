package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Giving tokens back, and asking whether one is good. */
@JourneyTest
@Import(ProviderFixture.class)
class RevocationJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    RevocationJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    @Requirement("RFC7009-2.1")
    void a_revoked_access_token_is_no_longer_good_and_the_rest_of_its_family_is() {
        var dpi = provider.application();
        var tokens = provider.tokens(provider.signIn(), dpi);

        var answer = revoke(dpi, tokens.text("access_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
        assertThat(dpi.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(dpi.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    @Requirement("RFC7009-2.1-FAMILY")
    void a_revoked_refresh_token_takes_its_family_along() {
        var dpi = provider.application();
        var tokens = provider.tokens(provider.signIn(), dpi);

        revoke(dpi, tokens.text("refresh_token"));

        assertThat(dpi.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
    }

    @Test
    @Requirement("RFC7009-2.2")
    void what_is_no_token_is_answered_like_success() {
        var dpi = provider.application();

        assertThat(revoke(dpi, "nothing").status()).isEqualTo(200);
        assertThat(revoke(dpi, "a.b.c").status()).isEqualTo(200);
        assertThat(revoke(dpi, "x".repeat(9000)).status()).isEqualTo(200);
    }

    @Test
    @Requirement("RFC7009-2.1-OWNER")
    void nobody_revokes_the_token_of_another_client() {
        var dpi = provider.application();
        var tokens = provider.tokens(provider.signIn(), dpi);
        var pacs = provider.application();

        assertThat(revoke(pacs, tokens.text("access_token")).status()).isEqualTo(400);
        assertThat(revoke(pacs, tokens.text("refresh_token")).status()).isEqualTo(400);
        assertThat(dpi.isActive(tokens.text("access_token"))).isTrue();
        assertThat(dpi.isActive(tokens.text("refresh_token"))).isTrue();
    }

    @Test
    @Requirement("RFC7662-2.2")
    void introspection_tells_the_clients_own_token_and_nobody_elses() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String token = provider.tokens(camille, dpi).text("access_token");

        var own = dpi.post("/oauth2/introspect", Map.of("token", token)).json();
        var others = provider.application()
                .post("/oauth2/introspect", Map.of("token", token))
                .json();

        assertThat(own)
                .containsEntry("active", true)
                .containsEntry("sid", camille.sid())
                .containsEntry("client_id", dpi.registered().id())
                .containsKeys("sub", "scope", "exp", "iat", "jti", "acr", "amr", "auth_time");
        assertThat(others).containsExactly(Map.entry("active", false));
    }

    @Test
    @Requirement("RFC7662-2.2")
    void introspection_tells_an_interface_the_tokens_that_are_for_it() {
        String resource = "https://labo.example/" + UUID.randomUUID();
        var labo = serving(provider.application(), resource);
        var caller = having(provider.application(), resource);
        var dpi = having(provider.application(), resource, "https://pacs.example/api");
        var granted = Terms.NONE.forResources(Set.of(resource, "https://pacs.example/api"));
        String code = provider.code(provider.signIn(), dpi, granted);
        var tokens = dpi.redeem(Map.of("code", code, "resource", resource));
        var elsewhere = dpi.post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", tokens.text("refresh_token"),
                        "resource", "https://pacs.example/api"));

        assertThat(labo.isActive(tokens.text("access_token"))).isTrue();
        // it may call the interface, and so would have tokens of its own
        assertThat(caller.isActive(tokens.text("access_token"))).isFalse();
        assertThat(labo.isActive(elsewhere.text("access_token"))).isFalse();
        assertThat(labo.isActive(elsewhere.text("refresh_token"))).isFalse();
        assertThat(provider.application().isActive(tokens.text("access_token"))).isFalse();
    }

    private Application having(Application usual, String... resources) {
        return changed(usual, like -> like.resources(resources));
    }

    private Application serving(Application usual, String address) {
        return changed(
                usual, like -> like.surroundings(_ -> new Surroundings(Set.of(), Optional.empty(), Set.of(address))));
    }

    private Application changed(Application usual, UnaryOperator<ExampleApplication> change) {
        var registered =
                change.apply(ExampleApplication.like(usual.registered())).get();
        clients.put(registered);
        return new Application(usual.issuer(), registered, usual.secret());
    }

    @Test
    @Requirement("RFC7662-2.2")
    void of_a_refresh_token_its_own_client_hears_whether_it_is_the_last_one_of_a_family_that_stands() {
        var dpi = provider.application();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        assertThat(dpi.isActive(first)).isTrue();
        assertThat(provider.application().isActive(first)).isFalse();

        String second = dpi.refresh(first).text("refresh_token");
        assertThat(dpi.isActive(first)).isFalse();
        assertThat(dpi.isActive(second)).isTrue();

        revoke(dpi, second);
        assertThat(dpi.isActive(second)).isFalse();
    }

    @Test
    @Requirement("RFC7662-2.1")
    void introspection_is_for_clients_only() {
        var dpi = provider.application();

        var stranger = dpi.post("/oauth2/introspect", "token=x");

        assertThat(stranger.status()).isEqualTo(401);
    }

    @Test
    @Requirement("RFC9068-4")
    void an_id_token_is_no_access_token() {
        var dpi = provider.application();
        String idToken = provider.tokens(provider.signIn(), dpi).text("id_token");

        assertThat(dpi.userInfo(idToken).status()).isEqualTo(401);
        assertThat(dpi.isActive(idToken)).isFalse();
    }

    private static Application.Answer revoke(Application client, String token) {
        return client.post("/oauth2/revoke", Map.of("token", token));
    }
}
