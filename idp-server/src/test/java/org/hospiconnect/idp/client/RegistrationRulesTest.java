package org.hospiconnect.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RegistrationFault.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationRulesTest {

    @ParameterizedTest
    @Requirement("HC-CLIENT-REDIRECT")
    @ValueSource(
            strings = {
                "https://dpi.example/cb",
                "https://dpi.example:8443/cb?x=1",
                "http://localhost:8080/cb",
                "http://127.0.0.1/cb",
                "http://[::1]:9/cb"
            })
    void an_exact_https_or_loopback_address_is_kept(String address) {
        assertThat(AddressRules.fault(address)).isEmpty();
    }

    @ParameterizedTest
    @Requirement("HC-CLIENT-REDIRECT")
    @CsvSource({
        "/cb, REDIRECT_NOT_ABSOLUTE",
        "'', REDIRECT_NOT_ABSOLUTE",
        "https:///cb, REDIRECT_NOT_ABSOLUTE",
        "mailto:a@b.example, REDIRECT_NOT_ABSOLUTE",
        "javascript:alert(1), REDIRECT_NOT_ABSOLUTE",
        "ftp://dpi.example/cb, REDIRECT_SCHEME",
        "app://dpi/cb, REDIRECT_SCHEME",
        "http://dpi.example/cb, REDIRECT_HTTP_NOT_LOOPBACK",
        "http://localhost.evil.example/cb, REDIRECT_HTTP_NOT_LOOPBACK",
        "https://dpi.example/cb#x, REDIRECT_FRAGMENT",
        "https://dpi.example/cb#, REDIRECT_FRAGMENT",
        "https://a:b@dpi.example/cb, REDIRECT_USERINFO",
        "https://dpi.example/../cb, REDIRECT_NOT_EXACT",
        "https://dpi.example/./cb, REDIRECT_NOT_EXACT",
        "https://*.dpi.example/cb, REDIRECT_NOT_ABSOLUTE",
        "https://dpi.example/*, REDIRECT_NOT_EXACT",
        "https://dpi.example/a b, REDIRECT_NOT_EXACT",
        "https://dpi.example\\@evil.example/, REDIRECT_NOT_EXACT"
    })
    void any_other_address_is_refused_with_its_reason(String address, Reason reason) {
        assertThat(AddressRules.fault(address)).map(RegistrationFault::reason).contains(reason);
    }

    @Test
    void a_right_registration_has_no_fault() {
        assertThat(RegistrationRules.faults(application(Set.of("authorization_code"), "client_secret_basic")))
                .isEmpty();
    }

    @Test
    @Requirement("HC-CLIENT-RULES")
    void every_fault_is_listed_at_once() {
        assertThat(RegistrationRules.faults(wrong()))
                .extracting(RegistrationFault::reason)
                .containsExactlyInAnyOrder(
                        Reason.ID_MALFORMED,
                        Reason.NAME_MISSING,
                        Reason.REDIRECT_MISSING,
                        Reason.REDIRECT_NOT_ABSOLUTE,
                        Reason.SECRET_OF_PUBLIC_CLIENT,
                        Reason.LEGACY_PUBLIC_CLIENT,
                        Reason.GRANT_OF_PUBLIC_CLIENT,
                        Reason.SCOPE_UNKNOWN,
                        Reason.GRANT_UNKNOWN,
                        Reason.ALGORITHM_UNKNOWN,
                        Reason.EXCHANGE_WITHOUT_DMP);
    }

    @Test
    @Requirement("HC-CLIENT-RULES")
    void a_confidential_client_has_a_secret() {
        var open = application(Set.of("authorization_code"), "client_secret_post");
        var without = ExampleApplication.like(open)
                .authentication("client_secret_post", Optional.empty())
                .get();
        assertThat(RegistrationRules.faults(without))
                .extracting(RegistrationFault::reason)
                .containsExactly(Reason.SECRET_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"PT1M59S, true", "PT2M, false", "PT30M, false", "PT30M1S, true", "PT0S, true"})
    @Requirement("HC-CLIENT-IDLE")
    void idleness_is_only_shorter_than_for_others(Duration idle, boolean fault) {
        var strict = ExampleApplication.like(application(Set.of("authorization_code"), "client_secret_basic"))
                .sessionIdle(idle)
                .get();

        assertThat(RegistrationRules.faults(strict).isEmpty()).isEqualTo(!fault);
    }

    @ParameterizedTest
    @CsvSource({"PT4M59S, true", "PT5M, false", "PT4H, false", "PT4H1S, true", "-PT1H, true"})
    @Requirement("HC-CLIENT-LIFETIME")
    void a_lifetime_is_only_shorter_than_for_others(Duration lifetime, boolean fault) {
        var strict = ExampleApplication.like(application(Set.of("authorization_code"), "client_secret_basic"))
                .sessionLifetime(lifetime)
                .get();

        assertThat(RegistrationRules.faults(strict).isEmpty()).isEqualTo(!fault);
    }

    @Test
    @Requirement("HC-ASSURANCE-READ")
    void who_may_ask_about_sessions_keeps_a_secret() {
        var confidential = ExampleApplication.like(application(Set.of("authorization_code"), "client_secret_basic"))
                .scopes("openid", RegistrationRules.SESSION_ASSURANCE);

        assertThat(RegistrationRules.faults(confidential.get())).isEmpty();
        assertThat(RegistrationRules.faults(
                        confidential.authentication("none", Optional.empty()).get()))
                .extracting(RegistrationFault::reason)
                .containsExactly(Reason.SCOPE_UNKNOWN);
    }

    private static RelyingApplication wrong() {
        return new RelyingApplication(
                "dpi éé",
                " ",
                RelyingApplication.Profile.LEGACY,
                Set.of(),
                Set.of("/out"),
                "none",
                Optional.of("h"),
                Set.of("openid", "admin"),
                Set.of("authorization_code", "password", RegistrationRules.TOKEN_EXCHANGE),
                Level.LOW,
                "HS256",
                Optional.empty(),
                Optional.empty(),
                true,
                ClientKeys.NONE,
                TokenRules.USUAL,
                Surroundings.NONE,
                Optional.empty(),
                Optional.empty(),
                SignInRules.NONE);
    }

    private static RelyingApplication application(Set<String> grants, String authentication) {
        return ExampleApplication.one("dpi")
                .authentication(authentication, Optional.of("h"))
                .grants(grants)
                .get();
    }

    private static final String PUBLIC_KEY = """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"k",
            "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"%s}]}""";

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                Arguments.of("{}", Reason.KEYS_UNREADABLE),
                Arguments.of("{\"keys\":[]}", Reason.KEYS_UNREADABLE),
                Arguments.of(
                        PUBLIC_KEY.formatted(",\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\""),
                        Reason.KEY_PRIVATE),
                Arguments.of("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}", Reason.KEY_PRIVATE),
                Arguments.of(
                        "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"%s\"}]}".formatted("_".repeat(171)),
                        Reason.KEY_WEAK),
                Arguments.of(
                        "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQ\",\"n\":\"%s\"}]}".formatted("_".repeat(342)),
                        Reason.KEY_WEAK),
                Arguments.of(
                        "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"%s\",\"n\":\"%s\"}]}"
                                .formatted("_".repeat(342), "_".repeat(342)),
                        Reason.KEY_WEAK));
    }

    @ParameterizedTest
    @MethodSource("wrongKeys")
    @Requirement("HC-CLIENT-KEYS")
    void a_key_that_is_no_good_public_key_is_refused(String jwks, Reason reason) {
        var keys = new ClientKeys(Optional.of(jwks), Optional.empty(), Optional.empty());

        assertThat(faults(ExampleApplication.one("dpi").keys(keys))).containsExactly(reason);
    }

    @Test
    @Requirement("HC-CLIENT-KEYS")
    void a_public_key_is_kept_and_an_address_of_keys_is_https() {
        var right = new ClientKeys(Optional.of(PUBLIC_KEY.formatted("")), Optional.empty(), Optional.empty());
        var http = new ClientKeys(Optional.empty(), Optional.of("http://dpi.example/keys"), Optional.of("no name"));

        assertThat(faults(ExampleApplication.one("dpi").keys(right))).isEmpty();
        assertThat(faults(ExampleApplication.one("dpi").keys(http)))
                .containsExactly(Reason.ADDRESS_NOT_HTTPS, Reason.TLS_SUBJECT_MALFORMED);
    }

    @Test
    @Requirement("HC-CLIENT-FAPI2")
    void the_profile_fapi2_has_keys_and_bound_tokens() {
        assertThat(faults(ExampleApplication.one("dpi")
                        .profile(RelyingApplication.Profile.FAPI2)
                        .tokenAlgorithm("RS256")))
                .contains(Reason.FAPI2_AUTHENTICATION, Reason.FAPI2_BINDING, Reason.FAPI2_ALGORITHM);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example,true",
        "http://localhost:5173,true",
        "http://a.example,false",
        "https://a.example/,false",
        "https://*,false",
        "'null',false",
        "https://a@b.example,false"
    })
    @Requirement("HC-CLIENT-RULES")
    void an_origin_is_scheme_host_and_port(String origin, boolean right) {
        var surroundings = new Surroundings(Set.of(origin), Optional.empty(), Set.of());

        assertThat(faults(ExampleApplication.one("dpi").surroundings(_ -> surroundings))
                        .isEmpty())
                .isEqualTo(right);
    }

    @Test
    @Requirement("HC-CLIENT-RULES")
    void several_hosts_of_a_pairwise_client_need_one_that_stands_for_them() {
        var pairwise = new TokenRules(
                TokenRules.Binding.NONE,
                false,
                false,
                TokenRules.SubjectType.PAIRWISE,
                Optional.empty(),
                Optional.of("HS256"),
                Set.of("https://api.example/#x", "relative"),
                Map.of());

        assertThat(faults(ExampleApplication.one("dpi")
                        .redirectUris("https://a.example/", "https://b.example/")
                        .tokens(pairwise)))
                .containsExactlyInAnyOrder(
                        Reason.SECTOR_NEEDED,
                        Reason.ALGORITHM_UNKNOWN,
                        Reason.RESOURCE_MALFORMED,
                        Reason.RESOURCE_MALFORMED);
    }

    private static List<Reason> faults(ExampleApplication example) {
        return RegistrationRules.faults(example.get()).stream()
                .map(RegistrationFault::reason)
                .toList();
    }
}
