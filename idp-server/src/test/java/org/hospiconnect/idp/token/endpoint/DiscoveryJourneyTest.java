package org.hospiconnect.idp.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.hospiconnect.idp.Golden;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the provider says of itself, whole. */
@JourneyTest
class DiscoveryJourneyTest {

    private final AddressSettings address;

    @Autowired
    DiscoveryJourneyTest(AddressSettings address) {
        this.address = address;
    }

    @Test
    @Requirement({"OIDCD-3", "RFC9207-3", "OIDCBCL-2.1"})
    void openid_metadata_name_what_is_on_and_nothing_else() throws Exception {
        Golden.assertThat(body("/.well-known/openid-configuration"))
                .replacing(address.issuer().toString(), "https://idp.example")
                .isGolden("token/openid-configuration.json");
    }

    @Test
    @Requirement("RFC8414-2")
    void oauth_metadata_name_what_is_on_and_nothing_else() throws Exception {
        Golden.assertThat(body("/.well-known/oauth-authorization-server"))
                .replacing(address.issuer().toString(), "https://idp.example")
                .isGolden("token/oauth-authorization-server.json");
    }

    @Test
    @Requirement("RFC7517-4")
    void keys_are_published_without_their_private_half() throws Exception {
        var keys = JWKSet.parse(body("/oauth2/jwks")).getKeys();

        // which rings there are depends on the applications
        assertThat(keys)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(key -> assertThat(key.toJSONObject().keySet())
                        .containsAll(Set.of("kty", "kid", "use", "alg"))
                        .doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k"));
    }

    private String body(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address.page(path))).build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
