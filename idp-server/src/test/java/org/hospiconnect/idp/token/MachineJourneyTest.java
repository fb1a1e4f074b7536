package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications that act for themselves (RFC 6749 §4.4), right and wrong. */
@JourneyTest
@Import(ProviderFixture.class)
class MachineJourneyTest {

    private static final String LABO = "https://labo.example/api";

    private final ProviderFixture provider;
    private final Clients clients;
    private final ServerNonces nonces;
    private final JdbcClient jdbc;

    @Autowired
    MachineJourneyTest(ProviderFixture provider, Clients clients, ServerNonces nonces, JdbcClient jdbc) {
        this.provider = provider;
        this.clients = clients;
        this.nonces = nonces;
        this.jdbc = jdbc;
    }

    private Application machine(String... scopes) {
        var known = provider.application();
        var changed = ExampleApplication.like(known.registered())
                .scopes(scopes)
                .grants(Set.of("client_credentials"))
                .resources(LABO)
                .surroundings(_ -> new Surroundings(Set.of(), Optional.empty(), Set.of(LABO)))
                .get();
        clients.put(changed);
        return new Application(known.issuer(), changed, known.secret());
    }

    private static Application.Answer ask(Application labo, String name, String value, String... headers) {
        return labo.postAs("/oauth2/token", Map.of("grant_type", "client_credentials", name, value), headers);
    }

    @Test
    @Requirement({"RFC6749-4.4.3", "RFC9068-2.2"})
    void it_gets_a_token_for_itself_and_nothing_of_people() throws ParseException {
        var labo = machine("labo:read", "labo:write");

        var answer = labo.post("/oauth2/token", Map.of("grant_type", "client_credentials"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsOnlyKeys("access_token", "token_type", "expires_in", "scope");
        var jwt = SignedJWT.parse(answer.text("access_token"));
        var claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getSubject()).isEqualTo(labo.registered().id());
        assertThat(claims.getAudience()).isEqualTo(List.of(labo.registered().id()));
        assertThat(claims.getStringClaim("scope")).isEqualTo("labo:read labo:write");
        assertThat(claims.getClaims()).containsOnlyKeys("iss", "sub", "aud", "client_id", "jti", "iat", "exp", "scope");
        assertThat(labo.userInfo(answer.text("access_token")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "scope,    labo:read,                200, ''",
        "scope,    labo:read openid,         400, invalid_scope",
        "scope,    labo:admin,               400, invalid_scope",
        "resource, https://labo.example/api, 200, ''",
        "resource, https://evil.example/api, 400, invalid_target"
    })
    @Requirement({"RFC6749-4.4.2", "RFC8707-2.2"})
    void it_gets_what_it_registered_and_no_more(String name, String value, int status, String error) {
        var answer = ask(machine("labo:read", "labo:write"), name, value);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.status() == 200 ? "" : answer.text("error")).isEqualTo(error);
    }

    @Test
    @Requirement("RFC6749-4.4.2")
    void only_who_registered_the_grant_has_it_and_machine_words_are_not_for_people() {
        var dpi = provider.application();
        var both = ExampleApplication.like(dpi.registered())
                .scopes("openid", "labo:read")
                .grants(Set.of("client_credentials", "authorization_code"))
                .get();

        assertThat(ask(dpi, "scope", "openid").text("error")).isEqualTo("unauthorized_client");
        clients.put(both);
        var request = dpi.request();
        request.put("scope", "openid labo:read");
        assertThat(dpi.authorize(provider.signIn(), request).redirect()).containsEntry("error", "invalid_scope");
    }

    @Test
    @Requirement({"RFC7662-2.2", "RFC7009-2.1", "HC-STANDING-GUARD"})
    void its_token_is_introspected_revoked_and_ends_with_the_registration() {
        var labo = machine("labo:read");
        String first = ask(labo, "scope", "labo:read").text("access_token");
        String second = ask(labo, "scope", "labo:read").text("access_token");

        var told = labo.post("/oauth2/introspect", Map.of("token", first));
        labo.post("/oauth2/revoke", Map.of("token", first));

        assertThat(told.json())
                .containsEntry("active", true)
                .containsEntry("sub", labo.registered().id())
                .containsEntry("scope", "labo:read")
                .doesNotContainKey("sid");
        assertThat(labo.isActive(first)).isFalse();
        assertThat(labo.isActive(second)).isTrue();
        clients.put(ExampleApplication.like(labo.registered()).disabled().get());
        assertThat(ask(labo, "scope", "labo:read").status()).isEqualTo(401);
    }

    @Test
    @Requirement("HC-STANDING-GUARD")
    void others_hear_that_the_token_of_a_disabled_application_is_not_active() {
        var labo = machine("labo:read");
        var reader = machine("labo:read");
        String token = ask(labo, "resource", LABO).text("access_token");
        assertThat(reader.isActive(token)).isTrue();

        clients.put(ExampleApplication.like(labo.registered()).disabled().get());

        assertThat(reader.isActive(token)).isFalse();
    }

    @Test
    @Requirement("RFC9449-5")
    void its_token_is_bound_when_it_shows_a_key() throws ParseException {
        var labo = machine("labo:read");
        var key = ProofKey.fresh();

        var answer = ask(
                labo,
                "scope",
                "labo:read",
                "DPoP",
                key.proof("POST", labo.issuer() + "/oauth2/token", nonces.current()));

        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        assertThat(SignedJWT.parse(answer.text("access_token"))
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("jkt", key.thumbprint()));
    }

    @Test
    @Requirement("HC-TRAIL-TOKENS")
    void each_token_has_its_row_in_the_trail() throws ParseException {
        var labo = machine("labo:read");

        var token = ask(labo, "scope", "labo:read").text("access_token");

        String jti = SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        assertThat(jdbc.sql("select count(*) from trail where client = :client and details->>'token' = :jti")
                        .param("client", labo.registered().id())
                        .param("jti", jti)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
