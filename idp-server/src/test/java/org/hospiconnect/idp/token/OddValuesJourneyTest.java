package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What no client sends and every scanner does: each door answers something that is its own. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-ODD-VALUES")
class OddValuesJourneyTest {

    private static final int FAULT = 500;
    private static final String[] ELSEWHERE = {"Origin", "https://any.example"};

    /** Percent-encoded already. */
    private static final List<String> ODD = List.of(
            "%00",
            "a%00b",
            "%7Bx%7D",
            "%7B",
            "a%26b",
            "%0D%0AX-Evil%3A%20a",
            "%25zz",
            "%23",
            "%C3%A9",
            "%C2%80",
            "%ED%A0%80",
            "..%2F..");

    private static final List<String> NAMES = List.of(
            "client_id",
            "client_secret",
            "client_assertion",
            "token",
            "grant_type",
            "code",
            "refresh_token",
            "redirect_uri",
            "post_logout_redirect_uri",
            "scope",
            "state",
            "claims",
            "request",
            "request_uri",
            "id_token_hint",
            "login_hint",
            "resource",
            "dpop_jkt",
            "hc_signin",
            "access_token");

    private final ProviderFixture provider;

    @Autowired
    OddValuesJourneyTest(ProviderFixture provider) {
        this.provider = provider;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/token",
                "/oauth2/par",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/authorize",
                "/userinfo",
                "/connect/logout",
                "/signin"
            })
    void odd_parameters_are_no_fault(String path) {
        var dpi = provider.application();
        String named = "client_id=" + dpi.registered().id() + "&";

        for (String odd : ODD) {
            assertThat(dpi.post(path, named + odd + "=1")).as(odd).satisfies(OddValuesJourneyTest::isNoFault);
            for (String name : NAMES) {
                String form = (name.equals("client_id") ? "" : named) + name + "=" + odd;
                assertThat(dpi.post(path, form, ELSEWHERE)).as(form).satisfies(OddValuesJourneyTest::isNoFault);
                assertThat(dpi.get(path + "?" + form)).as(form).satisfies(OddValuesJourneyTest::isNoFault);
            }
        }
    }

    static Stream<String> tokens() {
        String encrypted = Base64URL.encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..AAAA.AAAA.AAAA";
        String plain = Base64URL.encode("{\"alg\":\"none\"}") + "." + Base64URL.encode("{}") + ".";
        return Stream.concat(
                Stream.of(encrypted, plain, "a.b.c", "..", "."),
                Stream.of("\\u0000", "\\ud800")
                        .map(odd -> Base64URL.encode("{\"alg\":\"ES256\"}") + "."
                                + Base64URL.encode("{\"sub\":\"" + odd + "\",\"iss\":\"" + odd + "\",\"client_id\":\""
                                        + odd + "\"}")
                                + ".AAAA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/userinfo"})
    void odd_credentials_are_no_fault(String path) {
        var dpi = provider.application();
        String type = "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&token=x";

        assertThat(tokens()).allSatisfy(token -> {
            assertThat(dpi.post(path, type + "&client_assertion=" + token, ELSEWHERE))
                    .satisfies(OddValuesJourneyTest::isNoFault);
            for (String scheme : List.of("Bearer ", "DPoP ")) {
                assertThat(dpi.post(
                                path, "a=b", "Authorization", scheme + token, "Origin", ELSEWHERE[1], "DPoP", token))
                        .satisfies(OddValuesJourneyTest::isNoFault);
            }
        });
        assertThat(Stream.of("%00:x", "\u0000:\u0000", "%zz:x", ":", ""))
                .allSatisfy(pair -> assertThat(dpi.post(
                                path,
                                "grant_type=x",
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)),
                                "Origin",
                                ELSEWHERE[1]))
                        .satisfies(OddValuesJourneyTest::isNoFault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "userinfo"})
    void names_of_claims_that_nobody_knows_are_left_aside(String member) {
        var dpi = provider.application();
        var camille = provider.signIn();
        for (String name : List.of("\\u0000", "\\ud800", "admin", "x".repeat(7_000))) {
            var request = new LinkedHashMap<>(dpi.request());
            request.put("claims", "{\"" + member + "\":{\"" + name + "\":null}}");
            String code = dpi.authorize(camille, request).redirect().getOrDefault("code", "");

            var tokens = dpi.redeem(code);

            assertThat(tokens.status()).isEqualTo(200);
            assertThat(tokens.text("access_token")).hasSizeLessThan(2_000);
            assertThat(dpi.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
        }
    }

    @Test
    void the_page_of_errors_has_no_address_of_its_own() {
        assertThat(provider.application().get("/error", "Accept", "text/html").status())
                .isEqualTo(404);
    }

    private static void isNoFault(Application.Answer answer) {
        assertThat(answer.status()).isLessThan(FAULT);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
