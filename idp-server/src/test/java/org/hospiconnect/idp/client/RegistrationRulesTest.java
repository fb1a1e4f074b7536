package org.hospiconnect.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RegistrationFault.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(RegistrationRules.fault(address)).isEmpty();
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
        assertThat(RegistrationRules.fault(address))
                .map(RegistrationFault::reason)
                .contains(reason);
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
        var without = new RelyingApplication(
                open.id(),
                open.name(),
                open.profile(),
                open.redirectUris(),
                open.postLogoutRedirectUris(),
                open.authentication(),
                Optional.empty(),
                open.scopes(),
                open.grants(),
                open.leastLevel(),
                open.tokenAlgorithm(),
                open.establishment(),
                open.dmp(),
                true);
        assertThat(RegistrationRules.faults(without))
                .extracting(RegistrationFault::reason)
                .containsExactly(Reason.SECRET_MISSING);
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
                true);
    }

    private static RelyingApplication application(Set<String> grants, String authentication) {
        return new RelyingApplication(
                "dpi",
                "DPI",
                RelyingApplication.Profile.STANDARD,
                Set.of("https://dpi.example/cb"),
                Set.of("https://dpi.example/"),
                authentication,
                Optional.of("h"),
                Set.of("openid"),
                grants,
                Level.SUBSTANTIAL,
                "ES256",
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
