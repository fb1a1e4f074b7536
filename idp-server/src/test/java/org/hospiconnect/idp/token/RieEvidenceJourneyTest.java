package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What the level rests on is told to whoever is registered for it, and to nobody else. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-RIE-EVIDENCE")
class RieEvidenceJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    RieEvidenceJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    void the_claim_says_level_rules_ground_means_identity_and_each_finding() throws ParseException {
        var dpi = registered("openid", "rie_evidence");

        Map<String, Object> evidence = SignedJWT.parse(
                        tokens(dpi, "openid rie_evidence").text("id_token"))
                .getJWTClaimsSet()
                .getJSONObjectClaim("rie_evidence");

        assertThat(evidence)
                .containsEntry("level", "eidas/substantial")
                .containsEntry("phishing_resistant", true)
                .containsEntry("rules", "RIE 1.0")
                .containsEntry("rules_since", "2022-06-01")
                .containsEntry("legal_basis", "ATTESTED");
        assertThat(String.valueOf(evidence.get("identity"))).contains("FACE_TO_FACE", "IN_PERSON", "PASSPORT");
        assertThat(evidence.toString()).doesNotContain("4b1c8a52-0000-4000-8000-000000000001");
        assertThat((List<?>) evidence.get("findings")).hasSize(11);
        assertThat(String.valueOf(evidence.get("findings"))).contains("two-factors", "EXI 13", "certified");
    }

    @Test
    void who_is_not_registered_for_it_hears_nothing() {
        var dpi = registered("openid");

        var request = dpi.request();
        request.put("scope", "openid");
        request.put("claims", "{\"userinfo\":{\"rie_evidence\":{\"essential\":true}}}");
        var tokens = tokens(dpi, request);

        assertThat(dpi.userInfo(tokens.text("access_token")).json()).doesNotContainKey("rie_evidence");
    }

    private Application registered(String... scopes) {
        var dpi = provider.application();
        var changed = ExampleApplication.like(dpi.registered()).scopes(scopes).get();
        clients.put(changed);
        assertThat(changed.scopes()).isEqualTo(Set.of(scopes));
        return new Application(dpi.issuer(), changed, dpi.secret());
    }

    private Application.Answer tokens(Application dpi, String scope) {
        var request = dpi.request();
        request.put("scope", scope);
        return tokens(dpi, request);
    }

    private Application.Answer tokens(Application dpi, Map<String, String> request) {
        var redirect = dpi.authorize(provider.signIn(), request).redirect();
        return dpi.redeem(Objects.requireNonNull(redirect.get("code")));
    }
}
