package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationChecksTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void a_right_request_passes() {
        assertThat(AuthorizationChecks.refusal(request(Map.of()), client(Profile.STANDARD)))
                .isEmpty();
    }

    @ParameterizedTest
    @Requirement({"OIDCC-3.1.2.2", "OIDCC-6.1", "OIDCC-6.2", "RFC6749-4.1.2.1", "RFC7636-4.3", "RFC7636-4.4.1"})
    @CsvSource({
        "response_type,         '',            RESPONSE_TYPE_MISSING",
        "response_type,         token,         RESPONSE_TYPE_UNSUPPORTED",
        "response_type,         code id_token, RESPONSE_TYPE_UNSUPPORTED",
        "response_mode,         fragment,      RESPONSE_MODE_UNSUPPORTED",
        "scope,                 '',            SCOPE_WITHOUT_OPENID",
        "scope,                 profile,       SCOPE_WITHOUT_OPENID",
        "scope,                 openid admin,  SCOPE_NOT_ALLOWED",
        "scope,                 openid  profile, SCOPE_NOT_ALLOWED",
        "code_challenge,        '',            PKCE_MISSING",
        "code_challenge,        short,         PKCE_MALFORMED",
        "code_challenge_method, '',            PKCE_METHOD",
        "code_challenge_method, plain,         PKCE_METHOD",
        "code_challenge_method, s256,          PKCE_METHOD",
        "request,               e30.e30.,      REQUEST_OBJECT_INVALID",
        "request_uri,           urn:x,         REQUEST_URI",
        "registration,          {},            REGISTRATION",
        "prompt,                none login,    PROMPT_UNKNOWN",
        "prompt,                create,        PROMPT_UNKNOWN",
        "max_age,               -1,            MAX_AGE_MALFORMED",
        "max_age,               1e3,           MAX_AGE_MALFORMED",
        "max_age,               9999999999,    MAX_AGE_MALFORMED"
    })
    void a_wrong_parameter_has_its_reason(String name, String value, AuthorizationRefusal refusal) {
        assertThat(AuthorizationChecks.refusal(request(Map.of(name, List.of(value))), client(Profile.STANDARD)))
                .contains(refusal);
    }

    @Test
    @Requirement("RFC6749-3.1")
    void no_parameter_stands_twice_not_even_one_that_nobody_reads() {
        for (String name : List.of("scope", "state", "nonce", "unheard_of")) {
            assertThat(AuthorizationChecks.refusal(
                            request(Map.of(name, List.of("openid", "openid"))), client(Profile.STANDARD)))
                    .as(name)
                    .contains(AuthorizationRefusal.PARAMETER_DOUBLED);
        }
    }

    @Test
    @Requirement("HC-REQUEST-BOUNDS")
    void parameters_have_a_length() {
        assertThat(AuthorizationChecks.refusal(
                        request(Map.of("state", List.of("s".repeat(2049)))), client(Profile.STANDARD)))
                .contains(AuthorizationRefusal.PARAMETER_TOO_LONG);
        assertThat(AuthorizationChecks.refusal(
                        request(Map.of("state", List.of("s".repeat(2048)))), client(Profile.STANDARD)))
                .isEmpty();
    }

    @Test
    @Requirement("HC-PKCE-LEGACY")
    void only_a_legacy_client_may_omit_pkce_and_none_may_weaken_it() {
        var without = request(Map.of("code_challenge", List.of(""), "code_challenge_method", List.of("")));
        var plain = request(Map.of("code_challenge_method", List.of("plain")));

        assertThat(AuthorizationChecks.refusal(without, client(Profile.LEGACY))).isEmpty();
        assertThat(AuthorizationChecks.refusal(plain, client(Profile.LEGACY)))
                .contains(AuthorizationRefusal.PKCE_METHOD);
        assertThat(AuthorizationChecks.refusal(without, client(Profile.STANDARD)))
                .contains(AuthorizationRefusal.PKCE_MISSING);
    }

    private static RequestParameters request(Map<String, List<String>> changes) {
        var values = new HashMap<String, List<String>>();
        values.put("response_type", List.of("code"));
        values.put("client_id", List.of("dpi"));
        values.put("redirect_uri", List.of("https://dpi.example/cb"));
        values.put("scope", List.of("openid profile"));
        values.put("code_challenge", List.of(CHALLENGE));
        values.put("code_challenge_method", List.of("S256"));
        values.putAll(changes);
        return new RequestParameters(values);
    }

    private static RelyingApplication client(Profile profile) {
        return ExampleApplication.one("dpi")
                .profile(profile)
                .scopes("openid", "profile")
                .get();
    }
}
