package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Each parameter of a good form once more, with its own value: refused, and the form itself stays good. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("RFC6749-3.2")
class DoubledParametersJourneyTest {

    private final ProviderFixture provider;

    @Autowired
    DoubledParametersJourneyTest(ProviderFixture provider) {
        this.provider = provider;
    }

    enum Form {
        CODE("/oauth2/token", "grant_type code redirect_uri code_verifier"),
        REFRESH("/oauth2/token", "grant_type refresh_token scope"),
        INTROSPECTION("/oauth2/introspect", "token token_type_hint"),
        REVOCATION("/oauth2/revoke", "token token_type_hint"),
        PUSHED(
                "/oauth2/par",
                "response_type client_id redirect_uri scope state nonce code_challenge code_challenge_method");

        private final String path;
        private final String names;

        Form(String path, String names) {
            this.path = path;
            this.names = names;
        }
    }

    static Stream<Arguments> forms() {
        return Stream.of(Form.values())
                .flatMap(form -> Stream.of(form.names.split(" ", -1)).map(name -> Arguments.of(form, name)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_doubled_parameter_is_refused_and_takes_nothing_away(Form form, String name) {
        var dpi = provider.application();
        Map<String, String> good = good(form, dpi);

        var doubled = dpi.post(
                form.path,
                Application.form(good) + "&" + Application.form(Map.of(name, good.get(name))),
                "Authorization",
                dpi.basic());

        assertThat(doubled.status()).as(doubled.body()).isEqualTo(400);
        assertThat(doubled.text("error")).isEqualTo("invalid_request");
        assertThat(dpi.post(form.path, good).status() / 100).isEqualTo(2);
    }

    private Map<String, String> good(Form form, Application dpi) {
        var camille = provider.signIn();
        return switch (form) {
            case CODE ->
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        provider.code(camille, dpi),
                        "redirect_uri",
                        ProviderFixture.REDIRECT,
                        "code_verifier",
                        Application.VERIFIER);
            case REFRESH ->
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken(camille, dpi), "scope", "openid");
            case INTROSPECTION, REVOCATION ->
                Map.of("token", refreshToken(camille, dpi), "token_type_hint", "refresh_token");
            case PUSHED -> new LinkedHashMap<>(dpi.request());
        };
    }

    private String refreshToken(ProviderFixture.SignedIn camille, Application dpi) {
        return provider.tokens(camille, dpi).text("refresh_token");
    }
}
