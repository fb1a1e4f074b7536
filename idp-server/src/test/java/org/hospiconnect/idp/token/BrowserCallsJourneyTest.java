package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Scripts of registered origins, and of others (Fetch, CORS protocol). */
@JourneyTest
@Import(ProviderFixture.class)
class BrowserCallsJourneyTest {

    private static final String ORIGIN = "https://carnet.example";
    private static final String OTHER = "https://pacs.example";
    private static final String STRANGER = "https://evil.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final ProviderFixture provider;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    BrowserCallsJourneyTest(ProviderFixture provider, Clients clients, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/oauth2/par", "/userinfo"})
    @Requirement({"HC-CORS-PREFLIGHT", "HC-CORS-STRANGER"})
    void a_preflight_is_answered_for_any_registered_origin_and_no_other(String path) throws Exception {
        var app = browserApplication(ORIGIN);

        HttpHeaders known = preflight(app, path, ORIGIN, "POST");
        assertThat(known.firstValue(ALLOWED)).hasValue(ORIGIN);
        assertThat(known.firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
        assertThat(known.firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers)
                        .containsIgnoringCase("authorization")
                        .containsIgnoringCase("dpop"));
        assertThat(known.firstValue("Access-Control-Max-Age")).isPresent();
        assertThat(known.firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(known.allValues("Vary")).anyMatch(value -> value.contains("Origin"));

        for (String origin : new String[] {STRANGER, "null", ORIGIN + ":8443", "http://carnet.example", ORIGIN + "/"}) {
            assertThat(preflight(app, path, origin, "POST").firstValue(ALLOWED))
                    .as(origin)
                    .isEmpty();
        }
        assertThat(preflight(app, path, ORIGIN, "DELETE").firstValue(ALLOWED)).isEmpty();
    }

    @Test
    @Requirement({"HC-CORS-CLIENT", "HC-CORS-STRANGER"})
    void an_answer_is_read_by_origins_of_the_application_that_asks() {
        var app = browserApplication(ORIGIN);
        browserApplication(OTHER);
        var camille = provider.signIn();

        var own = redeem(app, provider.code(camille, app), ORIGIN);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.headers().firstValue(ALLOWED)).hasValue(ORIGIN);
        assertThat(own.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("DPoP-Nonce", "WWW-Authenticate"));
        for (String origin : new String[] {OTHER, STRANGER, "null"}) {
            var answer = redeem(app, provider.code(camille, app), origin);
            assertThat(answer.headers().firstValue(ALLOWED)).as(origin).isEmpty();
        }

        String bearer = "Bearer " + own.text("access_token");
        assertThat(app.get("/userinfo", "Authorization", bearer, "Origin", ORIGIN)
                        .headers()
                        .firstValue(ALLOWED))
                .hasValue(ORIGIN);
        assertThat(app.get("/userinfo", "Authorization", bearer, "Origin", OTHER)
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();
        assertThat(app.post("/userinfo", "access_token=" + own.text("access_token"), "Origin", ORIGIN)
                        .headers()
                        .firstValue(ALLOWED))
                .hasValue(ORIGIN);
    }

    @Test
    @Requirement("HC-CORS-CLIENT")
    void a_refusal_is_read_too_and_a_confidential_application_is_known_by_its_credentials() {
        var app = browserApplication(ORIGIN);
        var refused = redeem(app, "no-code", ORIGIN);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers().firstValue(ALLOWED)).hasValue(ORIGIN);
        assertThat(app.get("/userinfo", "Authorization", "Bearer a.b.c", "Origin", ORIGIN)
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();

        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .surroundings(_ -> new Surroundings(Set.of(ORIGIN), Optional.empty(), Set.of()))
                .get());
        String basic = Base64.getEncoder().encodeToString((dpi.registered().id() + ":" + dpi.secret()).getBytes(UTF_8));
        for (String credentials : new String[] {"Basic " + basic, "Basic %%%", "Basic", "Nonsense x"}) {
            var answer = dpi.post("/oauth2/revoke", "token=x", "Authorization", credentials, "Origin", ORIGIN);
            assertThat(answer.headers().firstValue(ALLOWED).isPresent())
                    .as(credentials)
                    .isEqualTo(credentials.endsWith(basic));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks"})
    @Requirement("HC-CORS-PUBLIC")
    void what_is_public_is_read_by_every_script_without_credentials(String path) throws Exception {
        var app = provider.publicApplication();

        var answer = app.get(path, "Origin", STRANGER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).hasValue("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(preflight(app, path, STRANGER, "GET").firstValue(ALLOWED)).hasValue("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/authorize", "/oauth2/introspect", "/connect/logout", "/", "/signin"})
    @Requirement("HC-CORS-STRANGER")
    void pages_and_introspection_are_for_no_script(String path) throws Exception {
        var app = browserApplication(ORIGIN);

        assertThat(preflight(app, path, ORIGIN, "POST").firstValue(ALLOWED)).isEmpty();
        assertThat(app.get(path, "Origin", ORIGIN, "Accept", "text/html")
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();
    }

    @Test
    @Requirement("HC-CORS-CLIENT")
    void an_origin_that_is_registered_no_more_is_a_stranger_within_5_s() throws Exception {
        String leaving = "https://leaving.example";
        var app = browserApplication(leaving);
        assertThat(preflight(app, "/userinfo", leaving, "GET").firstValue(ALLOWED))
                .hasValue(leaving);

        clients.put(ExampleApplication.like(app.registered()).disabled().get());
        clock.advance(Duration.ofSeconds(6));

        assertThat(preflight(app, "/userinfo", leaving, "GET").firstValue(ALLOWED))
                .isEmpty();
        assertThat(redeem(app, "no-code", leaving).headers().firstValue(ALLOWED))
                .isEmpty();
    }

    private Application browserApplication(String origin) {
        var app = provider.publicApplication();
        var registered = ExampleApplication.like(app.registered())
                .surroundings(_ -> new Surroundings(Set.of(origin), Optional.empty(), Set.of()))
                .get();
        clients.put(registered);
        clock.advance(Duration.ofSeconds(6));
        return new Application(app.issuer(), registered, "");
    }

    private static Application.Answer redeem(Application app, String code, String origin) {
        var form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code));
        form.put("client_id", app.registered().id());
        form.put("redirect_uri", ProviderFixture.REDIRECT);
        form.put("code_verifier", Application.VERIFIER);
        return app.post("/oauth2/token", Application.form(form), "Origin", origin);
    }

    private static HttpHeaders preflight(Application app, String path, String origin, String method)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(app.issuer() + path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type,dpop")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .headers();
    }
}
