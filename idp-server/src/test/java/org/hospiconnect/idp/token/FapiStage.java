package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.token.clientauthentication.ClientAssertions;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.jspecify.annotations.Nullable;

/** Clients of profile {@code fapi2} and what they do in a right journey. */
class FapiStage {

    static final ProofKey KEY = ProofKey.fresh();
    static final ProofKey OTHER = ProofKey.fresh();

    private final ProviderFixture provider;
    private final Clients clients;
    private final ServerNonces nonces;

    FapiStage(ProviderFixture provider, Clients clients, ServerNonces nonces) {
        this.provider = provider;
        this.clients = clients;
        this.nonces = nonces;
    }

    ProvingApplication client() {
        return ProvingApplication.byKey(provider, clients, Profile.FAPI2, ProvingApplication.KEY);
    }

    static Map<String, String> changed(Map<String, String> right, String name, @Nullable String value) {
        var request = new LinkedHashMap<>(right);
        request.put(name, value);
        request.values().removeIf(Objects::isNull);
        return request;
    }

    static Application.Answer pushed(ProvingApplication client, Map<String, String> request) {
        return client.call(ClientEndpoint.PAR, "private_key_jwt", request);
    }

    Application.Answer arrive(ProvingApplication client, ProviderFixture.SignedIn person, String uri) {
        return client.dpi()
                .authorize(person, Map.of("client_id", client.dpi().registered().id(), "request_uri", uri));
    }

    String code(ProvingApplication client, Map<String, String> request) {
        var pushed = pushed(client, request);
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        return arrive(client, provider.signIn(), pushed.text("request_uri"))
                .redirect()
                .getOrDefault("code", "");
    }

    static Map<String, String> redemption(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                ProviderFixture.REDIRECT,
                "code_verifier",
                Application.VERIFIER);
    }

    /** At the token endpoint, with an assertion and these headers. */
    static Application.Answer token(
            ProvingApplication client, Map<String, String> request, JWTClaimsSet assertion, String... headers) {
        var form = new LinkedHashMap<>(request);
        form.put("client_assertion_type", ClientAssertions.TYPE);
        form.put("client_assertion", ProvingApplication.KEY.sign(assertion));
        return client.dpi().post("/oauth2/token", Application.form(form), headers);
    }

    Application.Answer redeem(ProvingApplication client, Map<String, String> request) {
        return token(client, request, client.claims().build(), proof(client, KEY));
    }

    String[] proof(ProvingApplication client, ProofKey key) {
        return new String[] {"DPoP", key.proof("POST", client.dpi().issuer() + "/oauth2/token", nonces.current())};
    }
}
