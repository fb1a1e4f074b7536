package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that talk to a key, before their script runs and without it: an early press must send nothing. */
@Requirement("HC-PAGES-READY")
@ExtendWith(InTheDemo.class)
class UnreadyPagesBrowserTest {

    private static final String SCRIPT = "**/assets/webauthn.js";

    private final RunningDemo demo;
    private final Chromium chromium;
    private final List<Route> held = new ArrayList<>();

    UnreadyPagesBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    void enrolment_sign_in_and_confirmation_wait_for_their_script() {
        try (Window window = chromium.window();
                LocalApplication application = new LocalApplication(demo)) {
            Page page = window.page;
            window.plugKey();
            page.route(SCRIPT, held::add);

            page.navigate(demo.idp("/enrol"));
            page.locator("#code").fill(demo.activationCode("V00107"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#label")).isVisible();
            pressEarly(page);
            page.locator("#label").press("Enter");
            scriptArrives(page).click();
            assertThat(page.locator("[data-level]")).isVisible();

            open(page, demo.dpi("/connexion"));
            pressEarly(page);
            Locator button = scriptArrives(page);
            assertThat(button).isFocused();
            button.click();
            assertThat(page.locator("#me-name")).isVisible();

            open(page, demo.idp(application.asking("login")));
            pressEarly(page);
            scriptArrives(page).click();
            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:\\d+/back\\?code=.*"));
        }
    }

    @Test
    void a_page_whose_script_never_comes_says_so_and_leads_back() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            page.route(SCRIPT, Route::abort);
            page.navigate(demo.dpi("/connexion"));

            assertThat(page.locator("button[data-start]")).isDisabled();
            assertThat(page.locator("#late")).isVisible();
            page.locator("form[action='/signin/abandon'] button").click();
            assertThat(page.locator("#sign-in-failed")).isVisible();
        }
    }

    @Test
    void a_browser_without_javascript_reads_what_to_do() {
        try (Window window = chromium.withoutJavaScript()) {
            Page page = window.page;
            page.navigate(demo.dpi("/connexion"));
            assertThat(page.locator("button[data-start]")).isDisabled();
            assertThat(page.locator("noscript .notice")).containsText("Activez JavaScript pour ce site");

            page.navigate(demo.idp("/enrol"));
            page.locator("#code").fill(demo.activationCode("V00115"));
            page.keyboard().press("Enter");
            assertThat(page.locator("button[data-start]")).isDisabled();
            assertThat(page.locator("noscript .notice")).containsText("Activez JavaScript pour ce site");
        }
    }

    private static void open(Page page, String address) {
        page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    /** A click where the button is, and Enter: the page stays. */
    private static void pressEarly(Page page) {
        Locator button = page.locator("button[data-start]");
        assertThat(button).isDisabled();
        button.dispatchEvent("click");
        button.click(new Locator.ClickOptions().setForce(true));
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice.warn:visible")).hasCount(0);
    }

    private Locator scriptArrives(Page page) {
        held.forEach(Route::resume);
        held.clear();
        Locator button = page.locator("button[data-start]");
        assertThat(button).isEnabled();
        assertThat(page.locator("#late")).hasCount(0);
        return button;
    }
}
