package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RegistrationFault;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Every value of both metadata documents is driven, and a few that a client may know from elsewhere are refused. */
@JourneyTest
@Import(ProviderFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnouncedJourneyTest {

    private static final List<String> DOCUMENTS =
            List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    private final AnnouncedStage stage;
    private final Map<String, AnnouncedStage.Drive> drives = new HashMap<>();

    @Autowired
    AnnouncedJourneyTest(
            ProviderFixture provider, Clients clients, People people, ServerNonces nonces, BeanFactory server) {
        DmpStage.of(server);
        stage = AnnouncedStage.of(provider, clients, people, nonces);
        drives.putAll(new AnnouncedRequests(stage).drives());
        drives.putAll(new AnnouncedTokens(stage).drives());
    }

    private Map<String, List<String>> members() {
        var members = new TreeMap<String, List<String>>();
        for (String document : DOCUMENTS) {
            stage.whole().get(document).json().forEach((name, value) -> {
                var values = value instanceof List<?> several ? several : List.of(value);
                var known = members.computeIfAbsent(name, _ -> new ArrayList<>());
                values.stream()
                        .map(Object::toString)
                        .filter(one -> !known.contains(one))
                        .forEach(known::add);
            });
        }
        return members;
    }

    Stream<Arguments> announced() {
        return members().entrySet().stream()
                .flatMap(member -> member.getValue().stream().map(value -> Arguments.of(member.getKey(), value)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("announced")
    @Requirement("HC-ANNOUNCED-WORKS")
    void what_is_announced_works(String member, String value) throws Exception {
        assertThat(drives).containsKey(member);

        drives.getOrDefault(member, _ -> {}).with(value);
    }

    @Test
    @Requirement("HC-ANNOUNCED-WORKS")
    void nothing_is_driven_that_is_not_announced() {
        assertThat(drives.keySet()).isEqualTo(members().keySet());
    }

    private void assertNotAnnounced(String member, String value) {
        assertThat(members().get(member)).as(member).doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({
        "response_types_supported, response_type, token, unsupported_response_type",
        "response_types_supported, response_type, id_token, unsupported_response_type",
        "response_types_supported, response_type, code id_token, unsupported_response_type",
        "response_modes_supported, response_mode, fragment, invalid_request",
        "response_modes_supported, response_mode, query.jwt, invalid_request",
        "prompt_values_supported, prompt, create, invalid_request",
        "display_values_supported, display, tv, invalid_request",
        "code_challenge_methods_supported, code_challenge_method, plain, invalid_request",
        "scopes_supported, scope, openid phone, invalid_scope",
        "scopes_supported, scope, openid address, invalid_scope"
    })
    @Requirement("HC-NOT-ANNOUNCED-REFUSED")
    void what_is_not_announced_is_refused_in_a_request(String member, String name, String value, String error) {
        assertNotAnnounced(member, value.replace("openid ", ""));
        var client = stage.whole();

        var answer = client.authorize(stage.camille(), FapiStage.changed(client.request(), name, value));

        assertThat(answer.redirect()).containsEntry("error", error).doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eidas/high", "single-factor", "backup"})
    @Requirement({"HC-NOT-ANNOUNCED-REFUSED", "OIDCD-3-ACR", "OIDCC-5.5.1.1"})
    void a_level_that_nothing_reaches_is_no_answer_to_an_essential_request(String level) {
        var client = stage.whole();
        String acr = client.issuer() + "/acr/" + level;
        assertNotAnnounced("acr_values_supported", acr);

        var answer = client.authorize(
                stage.camille(), FapiStage.changed(client.request(), "claims", AnnouncedRequests.essential(acr)));

        assertThat(answer.redirect()).containsEntry("error", "unmet_authentication_requirements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "implicit",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "urn:openid:params:grant-type:ciba"
            })
    @Requirement("HC-NOT-ANNOUNCED-REFUSED")
    void another_grant_is_refused(String grant) {
        assertNotAnnounced("grant_types_supported", grant);

        var answer = stage.whole().post("/oauth2/token", Map.of("grant_type", grant));

        ClientEndpoint.assertRefused(answer, 400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES384", "RS512", "HS256"})
    @Requirement("HC-NOT-ANNOUNCED-REFUSED")
    void another_algorithm_is_refused_wherever_a_client_signs_and_in_a_registration(String algorithm)
            throws JOSEException {
        for (String member : List.of(
                "token_endpoint_auth_signing_alg_values_supported",
                "request_object_signing_alg_values_supported",
                "id_token_signing_alg_values_supported",
                "userinfo_signing_alg_values_supported")) {
            assertNotAnnounced(member, algorithm);
        }
        assertThat(RegistrationRules.faults(
                        ExampleApplication.one("app").tokenAlgorithm(algorithm).get()))
                .extracting(RegistrationFault::reason)
                .contains(RegistrationFault.Reason.ALGORITHM_UNKNOWN);
        var key = key(algorithm);
        var client = stage.another(app -> app.authentication("private_key_jwt", Optional.empty())
                .keys(new ClientKeys(
                        Optional.of(new JWKSet(key.toPublicJWK()).toString()), Optional.empty(), Optional.empty())));
        var claims = new ProvingApplication(client).claims().build();
        var request = Map.of(
                "client_id", client.registered().id(),
                "request", signed(algorithm, key, AnnouncedRequests.objectClaims(client)));

        var asserted = new ProvingApplication(client).asserting(ClientEndpoint.PAR, signed(algorithm, key, claims));
        var requested = client.authorize(stage.camille(), request);

        ClientEndpoint.assertRefused(asserted, 401, "invalid_client");
        assertThat(Said.by(requested)).isEqualTo("400 page");
    }

    private static JWK key(String algorithm) throws JOSEException {
        return algorithm.equals("ES384")
                ? new ECKeyGenerator(Curve.P_384).generate()
                : new RSAKeyGenerator(2048).generate();
    }

    /** Rightly, by a key that is registered; the public one as a secret for HS256. */
    private static String signed(String algorithm, JWK key, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims);
        jwt.sign(
                switch (algorithm) {
                    case "ES384" -> new ECDSASigner(key.toECKey());
                    case "HS256" ->
                        new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8));
                    default -> new RSASSASigner(key.toRSAKey());
                });
        return jwt.serialize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connect/register", "/oauth2/device_authorization", "/oauth2/bc-authorize"})
    @Requirement("HC-NOT-ANNOUNCED-REFUSED")
    void another_endpoint_is_not_there(String path) {
        assertThat(members().values().stream().flatMap(List::stream)).noneMatch(value -> value.endsWith(path));

        var answer = stage.whole().post(path, Map.of("client_id", "x"));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("device_code", "client_secret", "auth_req_id");
    }
}
