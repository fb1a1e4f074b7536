package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.SampleStage.get;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.samples.MonDpi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The programs that docs/how-to/connect-a-dpi.md shows, against this provider, with a browser in front. */
@JourneyTest
@Import({ProviderFixture.class, SampleStage.class})
@Requirement("HC-SAMPLES-RUN")
class SamplesJourneyTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final ProviderFixture provider;
    private final SampleStage stage;
    private final Sessions sessions;
    private final MovableClock clock;

    @Autowired
    SamplesJourneyTest(ProviderFixture provider, SampleStage stage, Sessions sessions, MovableClock clock) {
        this.clock = clock;
        this.provider = provider;
        this.stage = stage;
        this.sessions = sessions;
    }

    @BeforeEach
    void now() {
        clock.reset();
    }

    /** They come with packages of npm, PyPI and, where there is a .NET, NuGet: {@code ./hospiconnect test --full} runs them. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "hospiconnect.samples", matches = "true")
    void a_sample_signs_in_refreshes_asks_afresh_opens_the_dmp_leaves_and_hears_of_the_end(Sample sample) {
        assumeTrue(sample.isPossible(), "no .NET here");
        var dpi = stage.register("mon-dpi.yaml");
        Process program = sample.start(dpi.environment());
        try {
            Sample.await(dpi.port());
            assertSignsInAndHearsOfTheEnd(dpi);
            assertDoesTheRest(dpi);
        } finally {
            program.destroy();
        }
    }

    private void assertSignsInAndHearsOfTheEnd(SampleStage.Registered dpi) {
        var camille = provider.signIn();
        HttpClient browser = stage.browserOf(camille);

        assertIsSignedIn(browser, dpi, camille);
        end(camille);
        stage.awaitSignIn(browser, dpi.page("/"));
    }

    private void assertDoesTheRest(SampleStage.Registered dpi) {
        var camille = provider.signIn();
        HttpClient browser = stage.browserOf(camille);

        assertIsSignedIn(browser, dpi, camille);
        var refreshed = get(browser, dpi.page("/rafraichir"));
        assertThat(refreshed.body()).contains(matricule(camille));
        assertThat(get(browser, dpi.page("/rafraichir")).uri()).isEqualTo(dpi.page("/"));
        assertOpensTheDmp(browser, dpi);
        assertThat(stage.isSignIn(get(browser, dpi.page("/signer")))).isTrue();
        assertIsSignedIn(browser, dpi, camille);
        get(browser, dpi.page("/quitter"));
        assertThat(sessions.find(camille.sid())).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "hospiconnect.samples", matches = "true")
    void the_spring_sample_signs_in_asks_afresh_opens_the_dmp_leaves_and_hears_of_the_end() {
        var dpi = stage.register("spring/mon-dpi.yaml");
        try (ConfigurableApplicationContext _ = spring(dpi)) {
            assertSignsInAndHearsOfTheEnd(dpi);
            var camille = provider.signIn();
            HttpClient browser = stage.browserOf(camille);
            assertIsSignedIn(browser, dpi, camille);
            assertOpensTheDmp(browser, dpi);
            assertThat(get(browser, dpi.page("/signer")).body()).isEqualTo("signé");
            assertThat(stage.isSignIn(get(browser, dpi.page("/oauth2/authorization/hospiconnect?frais"))))
                    .isTrue();
            leave(browser, dpi);
            assertThat(sessions.find(camille.sid())).isEmpty();
        }
    }

    private static ConfigurableApplicationContext spring(SampleStage.Registered dpi) {
        var sample = new SpringApplication(MonDpi.class);
        // this artifact has more on its class path than the sample asks for, and starts stores of its own
        sample.setInitializers(List.of());
        sample.setDefaultProperties(Map.of(
                "spring.config.location",
                "file:../docs/how-to/samples/spring/application.yaml",
                "spring.main.banner-mode",
                "off",
                "spring.autoconfigure.exclude",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"));
        var settings = dpi.environment().entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toList();
        return sample.run(Stream.concat(settings.stream(), Stream.of("--server.port=" + dpi.port()))
                .toArray(String[]::new));
    }

    private static void leave(HttpClient browser, SampleStage.Registered dpi) {
        var form = CSRF.matcher(get(browser, dpi.page("/logout")).body());
        assertThat(form.find()).isTrue();
        SampleStage.send(
                browser,
                HttpRequest.newBuilder(dpi.page("/logout"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(Application.form(Map.of("_csrf", form.group(1))))));
    }

    private static void assertOpensTheDmp(HttpClient browser, SampleStage.Registered dpi) {
        var opened = get(browser, dpi.page("/dmp"));
        assertThat(opened.body()).contains("urn:ietf:params:oauth:token-type:jwt");
    }

    private static void assertIsSignedIn(
            HttpClient browser, SampleStage.Registered dpi, ProviderFixture.SignedIn person) {
        var home = get(browser, dpi.page("/"));

        assertThat(home.statusCode()).as(home.body()).isEqualTo(200);
        assertThat(home.uri()).isEqualTo(dpi.page("/"));
        assertThat(home.body()).contains(matricule(person));
    }

    private static String matricule(ProviderFixture.SignedIn person) {
        return person.person().matricule("990000115").orElseThrow();
    }

    /** By another application of the same session. */
    private void end(ProviderFixture.SignedIn person) {
        var other = provider.application();
        String hint = provider.tokens(person, other).text("id_token");
        other.get(
                "/connect/logout?id_token_hint=" + hint,
                "Cookie",
                "hc_session=" + person.opened().cookie());
        assertThat(sessions.find(person.sid())).isEmpty();
    }
}
