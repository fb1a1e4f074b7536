package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.RelyingApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What the plan Config and the discovery module of FAPI 2.0 look at. */
@JourneyTest
@Import(ProviderFixture.class)
class ConformanceConfigJourneyTest {

    private final Application client;

    @Autowired
    ConformanceConfigJourneyTest(ProviderFixture provider) {
        this.client = provider.application(RelyingApplication.Profile.LEGACY);
    }

    @Test
    @Requirement({"OIDCD-3", "OIDCD-4"})
    void every_endpoint_stands_under_the_issuer_and_what_is_mandatory_is_announced() {
        var answer = client.get("/.well-known/openid-configuration");
        Map<String, Object> members = answer.json();

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(members).containsEntry("issuer", client.issuer());
        members.forEach((name, value) -> {
            if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                assertThat(value.toString()).as(name).startsWith(client.issuer() + "/");
            }
        });
        announces(members, "id_token_signing_alg_values_supported", "RS256", "ES256");
        announces(members, "userinfo_signing_alg_values_supported", "ES256");
        announces(members, "token_endpoint_auth_signing_alg_values_supported", "PS256", "ES256");
        announces(members, "token_endpoint_auth_methods_supported", "private_key_jwt", "client_secret_basic");
        announces(members, "request_object_signing_alg_values_supported", "RS256");
        announces(members, "dpop_signing_alg_values_supported", "ES256");
        announces(members, "code_challenge_methods_supported", "S256");
        announces(members, "scopes_supported", "openid");
        announces(members, "subject_types_supported", "public");
    }

    private static void announces(Map<String, Object> members, String name, Object... values) {
        var announced =
                assertThat(members.get(name)).as(name).asInstanceOf(LIST).contains(values);
        if (name.contains("_alg_")) {
            announced.doesNotContain("none");
        }
    }

    @Test
    @Requirement({"OIDCC-10.1", "RFC7517-4"})
    void every_published_key_has_a_name_a_use_and_strength_enough_and_no_private_half() throws ParseException {
        var keys = JWKSet.parse(client.get("/oauth2/jwks").body()).getKeys();

        assertThat(keys).isNotEmpty().noneMatch(JWK::isPrivate);
        assertThat(keys).extracting(JWK::getKeyID).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(keys).allMatch(key -> KeyUse.SIGNATURE.equals(key.getKeyUse()) && key.getAlgorithm() != null);
        assertThat(keys).allMatch(key -> !(key instanceof RSAKey) || key.size() >= 2048);
    }
}
