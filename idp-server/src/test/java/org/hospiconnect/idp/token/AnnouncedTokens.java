package org.hospiconnect.idp.token;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.hospiconnect.idp.token.logout.LogoutReceiver;

/** What is announced about endpoints, grants, proofs of clients and signatures, each value as an application would use it. */
final class AnnouncedTokens {

    /** Those whose ways of proving a client are announced. */
    private static final List<ClientEndpoint> PROVED =
            List.of(ClientEndpoint.TOKEN, ClientEndpoint.REVOCATION, ClientEndpoint.INTROSPECTION);

    private final AnnouncedStage stage;

    AnnouncedTokens(AnnouncedStage stage) {
        this.stage = stage;
    }

    Map<String, AnnouncedStage.Drive> drives() {
        var drives = new HashMap<String, AnnouncedStage.Drive>(Map.ofEntries(
                entry(
                        "issuer",
                        value -> assertThat(value).isEqualTo(stage.whole().issuer())),
                entry("jwks_uri", this::published),
                entry("grant_types_supported", this::granted),
                entry("id_token_signing_alg_values_supported", this::idToken),
                entry("userinfo_signing_alg_values_supported", this::userInfo),
                entry("dpop_signing_alg_values_supported", this::bound),
                entry("backchannel_logout_supported", this::toldOfTheEnd),
                entry("backchannel_logout_session_supported", this::toldOfTheEnd),
                entry("authorization_endpoint", this::authorize),
                entry("end_session_endpoint", this::leave),
                entry("userinfo_endpoint", this::userInfoAt),
                entry("token_endpoint", at -> proved(ClientEndpoint.TOKEN, at)),
                entry("revocation_endpoint", at -> proved(ClientEndpoint.REVOCATION, at)),
                entry("introspection_endpoint", at -> proved(ClientEndpoint.INTROSPECTION, at)),
                entry("session_activity_endpoint", at -> proved(ClientEndpoint.ACTIVITY, at)),
                entry("pushed_authorization_request_endpoint", at -> proved(ClientEndpoint.PAR, at))));
        for (ClientEndpoint at : PROVED) {
            String name = at.name().toLowerCase(java.util.Locale.ROOT);
            drives.put(name + "_endpoint_auth_methods_supported", method -> provedBy(at, method));
            drives.put(name + "_endpoint_auth_signing_alg_values_supported", algorithm -> assertedBy(at, algorithm));
        }
        return drives;
    }

    private String path(String address) {
        String issuer = stage.whole().issuer();
        assertThat(address).startsWith(issuer + "/");
        return address.substring(issuer.length());
    }

    private void published(String address) throws Exception {
        assertThat(JWKSet.parse(stage.whole().get(path(address)).body()).getKeys())
                .isNotEmpty();
    }

    private void authorize(String address) {
        var client = stage.whole();
        String cookie = "hc_session=" + stage.camille().opened().cookie();
        var answer = client.get(path(address) + "?" + Application.form(client.request()), "Cookie", cookie);
        assertThat(answer.redirect()).containsKey("code");
    }

    private void leave(String address) {
        var client = stage.whole();
        var camille = stage.camille();
        var request = Map.of(
                "id_token_hint",
                tokens(client, camille).text("id_token"),
                "post_logout_redirect_uri",
                ProviderFixture.AFTER_LOGOUT);
        String cookie = "hc_session=" + camille.opened().cookie();
        var answer = client.get(path(address) + "?" + Application.form(request), "Cookie", cookie);
        assertThat(answer.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT);
    }

    private void userInfoAt(String address) {
        String token = tokens(stage.whole(), stage.camille()).text("access_token");
        var answer = stage.whole().get(path(address), "Authorization", "Bearer " + token);
        assertThat(answer.json()).containsKey("sub");
    }

    private void proved(ClientEndpoint at, String address) {
        var client = stage.whole();
        assertThat(path(address)).isEqualTo(at.path());
        at.assertProved(client.post(path(address), at.request(client)));
    }

    private Application.Answer tokens(Application client, ProviderFixture.SignedIn camille) {
        return stage.provider().tokens(camille, client);
    }

    private void granted(String grant) {
        var client = stage.whole();
        var camille = stage.camille();
        var first = tokens(client, camille);
        var answer = switch (grant) {
            case "authorization_code" -> first;
            case "refresh_token" -> client.refresh(first.text("refresh_token"));
            case "client_credentials" ->
                client.post("/oauth2/token", Map.of("grant_type", grant, "scope", AnnouncedStage.MACHINE_SCOPE));
            default -> {
                var who = new DmpStage.SignedIn(
                        camille.person(),
                        camille.opened().session(),
                        client.registered(),
                        client.secret(),
                        first.text("access_token"));
                var form = DmpStage.form(who).parameters();
                assertThat(form).containsEntry("grant_type", grant);
                yield client.post("/oauth2/token", form);
            }
        };
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("access_token")).isNotEmpty();
    }

    private void provedBy(ClientEndpoint at, String method) {
        var client = switch (method) {
            case "none" -> new ProvingApplication(stage.provider().publicApplication());
            case "private_key_jwt" -> ProvingApplication.byKey(stage.provider(), stage.clients());
            default -> ProvingApplication.bySecret(stage.provider(), stage.clients(), method);
        };
        var request = at.request(client.dpi());
        at.assertProved(
                method.equals("none") ? client.dpi().postAs(at.path(), request) : client.call(at, method, request));
    }

    private void assertedBy(ClientEndpoint at, String algorithm) {
        var key = ClientKey.of(algorithm);
        var client = ProvingApplication.byKey(stage.provider(), stage.clients(), Profile.STANDARD, key);
        at.assertProved(client.asserting(at, key.sign(client.claims().build())));
    }

    private void idToken(String algorithm) throws Exception {
        var client = stage.another(app -> app.tokenAlgorithm(algorithm));
        assertSigned(tokens(client, stage.camille()).text("id_token"), algorithm);
    }

    private void userInfo(String algorithm) throws Exception {
        var rules = new TokenRules(
                TokenRules.Binding.NONE,
                false,
                false,
                TokenRules.SubjectType.PUBLIC,
                Optional.empty(),
                Optional.of(algorithm),
                Set.of(),
                Map.of());
        var client = stage.another(app -> app.tokens(rules));
        String token = tokens(client, stage.camille()).text("access_token");
        assertSigned(client.userInfo(token).body(), algorithm);
    }

    private void assertSigned(String token, String algorithm) throws Exception {
        var jwt = SignedJWT.parse(token);
        var keys = JWKSet.parse(stage.whole().get("/oauth2/jwks").body());
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(ClientJwts.verifies(keys.getKeyByKeyId(jwt.getHeader().getKeyID()), jwt))
                .isTrue();
    }

    private void bound(String algorithm) {
        var client = stage.whole();
        String code = stage.provider().code(stage.camille(), client);
        var key = new ProofKey(ClientKey.of(algorithm));
        String proof = key.proof(
                "POST", client.issuer() + "/oauth2/token", stage.nonces().current());
        assertThat(client.redeem(code, "DPoP", proof).text("token_type")).isEqualTo("DPoP");
    }

    private void toldOfTheEnd(String value) throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var client = stage.another(app ->
                    app.surroundings(_ -> new Surroundings(Set.of(), Optional.of(receiver.address()), Set.of())));
            var camille = stage.camille();
            String hint = tokens(client, camille).text("id_token");
            client.get(
                    "/connect/logout?id_token_hint=" + hint,
                    "Cookie",
                    "hc_session=" + camille.opened().cookie());
            assertThat(SignedJWT.parse(receiver.next().token())
                            .getJWTClaimsSet()
                            .getStringClaim("sid"))
                    .isEqualTo(camille.sid());
            assertThat(value).isEqualTo("true");
        }
    }
}
