package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people read when something is wrong: French, a plain sentence, a reference that the log has, a way on. */
@JourneyTest
@Import({SignInRoad.class, ErrorPagesJourneyTest.Broken.class})
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesJourneyTest {

    private static final String REFERENCE = "[2-9A-Z]{4}-[2-9A-Z]{4}";

    private final SignInRoad road;
    private final StringRedisTemplate redis;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    ErrorPagesJourneyTest(SignInRoad road, StringRedisTemplate redis) {
        this.road = road;
        this.redis = redis;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @Test
    @Requirement("HC-ERROR-PAGES")
    void a_page_that_is_not_there(CapturedOutput log) {
        tells(visitor.visit(road.page("/nowhere")), 404, "Cette page ne peut pas être ouverte", log);
    }

    @Test
    @Requirement("HC-ERROR-PAGES")
    void a_fault_of_ours(CapturedOutput log) {
        Page page = visitor.visit(road.page("/broken"));

        tells(page, 500, "Une erreur est survenue", log);
        assertThat(page.body()).doesNotContain("IllegalState", "secret of the server", "Whitelabel");
    }

    /** What is typed and what is secret stand in one page; its length must not tell one by the other (BREACH). */
    @Test
    @Requirement("HC-PAGES-NOT-COMPRESSED")
    void pages_are_sent_as_they_are() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(road.request(client, Map.of())))
                .header("Accept-Encoding", "gzip");

        try (var http = HttpClient.newBuilder()
                .followRedirects(Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .build()) {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.uri().getPath()).isEqualTo("/signin/webauthn");
            assertThat(answer.body().length).as("long enough for Tomcat").isGreaterThan(2048);
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    @ParameterizedTest
    @Requirement("HC-ERROR-PAGES")
    @ValueSource(strings = {"/signin/webauthn", "/signin/abandon", "/signin/consent", "/signin/situation"})
    void a_button_that_is_pressed_too_late(String path, CapturedOutput log) {
        Page page = visitor.visit(road.request(client, Map.of()));
        String id = page.element("input[name=s]").val();
        String csrf = page.element("input[name=csrf]").val();

        redis.delete("hc:signin:{" + id + "}");
        Page late = visitor.post(
                URI.create(road.page(path)),
                Map.of("s", id, "csrf", csrf, "credential", "", "agree", "true", "situation", "s1"));

        tells(late, 410, "Cette demande de connexion n’est plus valable", log);
    }

    @ParameterizedTest
    @Requirement("HC-SIGNIN-NAME")
    @ValueSource(
            strings = {"%7Bx%7D", "a%0d%0ab:c", "", "%00", "..%2F..", "AAAAAAAAAAAAAAAAAAAAAA%7B", "//evil.example"})
    void a_name_that_no_sign_in_has_opens_the_same_page_everywhere(String name, CapturedOutput log) {
        for (String path : new String[] {"/signin", "/signin/webauthn", "/signin/consent", "/signin/situation"}) {
            tells(
                    visitor.visit(road.page(path + "?s=" + name)),
                    410,
                    "Cette demande de connexion n’est plus valable",
                    log);
        }
    }

    @Test
    @Requirement("HC-LANGUAGES")
    void a_language_that_we_do_not_speak_changes_nothing() {
        Page page = visitor.visit(road.page("/enrol?lang=de"));

        assertThat(page.element("html").attr("lang")).isEqualTo("fr");
        assertThat(road.headers("/enrol?lang=de").allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.contains("hc_lang"));
        assertThat(road.headers("/enrol?lang=en").allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("hc_lang=en") && cookie.contains("HttpOnly"));
        assertThat(visitor.visit(road.page("/enrol?lang=en")).element("html").attr("lang"))
                .isEqualTo("en");
        assertThat(visitor.visit(road.page("/enrol")).element("html").attr("lang"))
                .isEqualTo("en");
    }

    @Test
    @Requirement("HC-LEVEL-NO-LOOP")
    void who_gives_up_a_step_up_has_not_been_too_weak() {
        var key = road.enrolledKey(road.somebody(1), true);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        Page asked = visitor.visit(road.request(client, Map.of("prompt", "login")));
        Page back = visitor.submit(asked, "form[action='/signin/abandon']", Map.of());

        assertThat(back.at().getQuery()).contains("error=access_denied");
    }

    private static void tells(Page page, int status, String title, CapturedOutput log) {
        assertThat(page.status()).as(page.toString()).isEqualTo(status);
        assertThat(page.element("html").attr("lang")).isEqualTo("fr");
        assertThat(page.text("h1")).isEqualTo(title);
        assertThat(page.text(".reference")).matches(REFERENCE);
        assertThat(page.has("main a[href]")).isTrue();
        assertThat(log).contains("reference=\"" + page.text(".reference") + "\"");
    }

    @RestController
    static class Broken {

        Broken() {}

        @GetMapping("/broken")
        String breakDown() {
            throw new IllegalStateException("a secret of the server");
        }
    }
}
