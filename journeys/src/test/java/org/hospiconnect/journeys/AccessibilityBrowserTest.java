package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page that a person meets holds to WCAG 2.2 AA as far as axe-core sees, in light and in dark. */
@Requirement("HC-WCAG-2.2-AA")
@ExtendWith(InTheDemo.class)
class AccessibilityBrowserTest {

    private final RunningDemo demo;
    private final Chromium chromium;

    AccessibilityBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?lang=en",
                "/enrol",
                "/enrol?lang=en",
                "/left",
                "/post",
                "/post?lang=en",
                "/signin?s=gone",
                "/connect/logout",
                "/oauth2/authorize?client_id=nobody&response_type=code&redirect_uri=https://evil.example/",
                "/no-such-page"
            })
    void a_page_that_needs_nobody(String path) {
        try (Window window = chromium.accessible("fr-FR")) {
            window.page.navigate(demo.idp(path));

            assertThat(window.page.locator("main h1")).isVisible();
            check(window.page);
        }
    }

    @Test
    void enrolment_sign_in_situation_and_leaving() {
        try (Window window = chromium.accessible("fr-FR")) {
            Page page = window.page;
            String key = window.plugKey();
            page.navigate(demo.idp("/enrol"));
            page.locator("#code").fill("22222-22222-22222");
            page.keyboard().press("Enter");
            assertThat(page.locator(".notice.warn")).isVisible();
            check(page);

            page.locator("#code").fill(demo.activationCode("V00102"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#label")).isVisible();
            check(page);

            page.locator("button[data-start]").click();
            assertThat(page.locator("[data-level]")).isVisible();
            check(page);

            signIn(window, key);
            page.navigate(demo.idp("/account"));
            assertThat(page.locator("#sessions")).isVisible();
            check(page);
            leave(page);
        }
    }

    private void signIn(Window window, String key) {
        Page page = window.page;
        page.navigate(demo.dpi("/connexion"));
        assertThat(page.locator("button[data-start]")).isVisible();
        check(page);

        window.userVerifies(key, false);
        page.locator("button[data-start]").click();
        assertThat(page.locator(".notice.warn .reference")).isVisible();
        check(page);

        window.userVerifies(key, true);
        page.locator("button[data-start]").click();
        assertThat(page.locator("button[name=situation]")).hasCount(3);
        check(page);
        page.locator("button[name=situation]").first().click();
        assertThat(page.locator("#me-name")).isVisible();
    }

    private void leave(Page page) {
        page.navigate(demo.idp("/connect/logout"));
        assertThat(page.locator("a.button")).isVisible();
        check(page);

        page.navigate(demo.idp("/"));
        assertThat(page.locator("form[action='/leave']")).isVisible();
        check(page);

        page.locator("form[action='/leave'] button").click();
        assertThat(page.locator("main h1")).isVisible();
        check(page);
    }

    @Test
    void a_means_that_is_too_weak() {
        try (Window window = chromium.accessible("fr-FR")) {
            Page page = window.page;
            window.plugKey();
            page.navigate(demo.idp("/enrol"));
            page.locator("#code").fill(demo.activationCodeWithoutEvidence("V00106"));
            page.keyboard().press("Enter");
            page.locator("button[data-start]").click();
            assertThat(page.locator("[data-level=LOW]")).isVisible();
            check(page);

            page.navigate(demo.dpi("/connexion"));
            page.locator("button[data-start]").click();
            assertThat(page.locator(".notice.warn .reference")).isVisible();
            assertThat(page.locator("button[data-start]")).hasCount(0);
            check(page);
        }
    }

    @Test
    @Requirement({"HC-TOTP-ENROLMENT", "HC-TOTP-SIGN-IN"})
    void an_app_with_a_password() {
        try (Window window = chromium.accessible("fr-FR")) {
            Page page = window.page;
            App app = enrolled(page);

            page.navigate(demo.dpi("/connexion"));
            page.locator("a[href^='/signin/totp']").click();
            assertThat(page.locator("#password")).isVisible();
            check(page);
            signIn(page, "not the password", app.code(0));
            assertThat(page.locator(".notice.warn .reference")).isVisible();
            check(page);
            // that of now was used at the enrolment
            signIn(page, "tulipe marteau violon", app.code(1));
            assertThat(page.locator("#me-name")).isVisible();
            page.navigate(demo.idp("/account/confirm"));
            assertThat(page.locator("#password")).isVisible();
            check(page);
        }
    }

    private App enrolled(Page page) {
        page.navigate(demo.idp("/enrol"));
        page.locator("#code").fill(demo.activationCode("V00107"));
        page.keyboard().press("Enter");
        page.locator("a[href='/enrol/totp']").click();
        assertThat(page.locator("svg.qr")).isVisible();
        check(page);

        App app = new App(page.locator(".groups").innerText());
        page.locator("#password").fill("tulipe marteau violon");
        page.locator("[data-show]").click();
        assertThat(page.locator("#password")).hasAttribute("type", "text");
        page.locator("#code").fill(app.code(0));
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-level=SUBSTANTIAL]")).isVisible();
        check(page);
        return app;
    }

    private static void signIn(Page page, String password, String code) {
        page.locator("#name").fill("V00107");
        page.locator("#password").fill(password);
        page.locator("#code").fill(code);
        page.keyboard().press("Enter");
    }

    @Test
    void the_check_sees_what_is_wrong() {
        try (Window window = chromium.accessible("fr-FR")) {
            window.page.navigate(demo.idp("/enrol"));
            window.page.evaluate("() => { document.querySelector('label').remove();"
                    + " document.querySelector('#code').placeholder = '';"
                    + " document.querySelector('h1').style.color = 'var(--line)'; }");
            assertThat(Axe.violations(window.page))
                    .anySatisfy(violation -> assertThat(violation).contains("DARK color-contrast"))
                    .anySatisfy(violation -> assertThat(violation).contains("LIGHT color-contrast"))
                    .anySatisfy(violation -> assertThat(violation).contains("LIGHT label: "));
        }
    }

    private static void check(Page page) {
        assertThat(Axe.violations(page)).isEqualTo(List.of());
    }
}
