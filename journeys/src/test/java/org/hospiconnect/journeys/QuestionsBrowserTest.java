package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person is asked on the way of an application: readable by all, answered from the keyboard, in either language. */
@ExtendWith(InTheDemo.class)
class QuestionsBrowserTest {

    private final RunningDemo demo;
    private final Chromium chromium;

    QuestionsBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    @Requirement({"HC-WCAG-2.2-AA", "HC-KEYBOARD", "HC-LANGUAGES-KEEP"})
    void agreement_is_given_or_declined_from_the_keyboard() {
        try (Window window = chromium.accessible("fr-FR");
                LocalApplication application = new LocalApplication(demo)) {
            Page page = signedIn(window, "V00109", application);
            assertThat(page.locator("h1")).hasText("Votre accord pour Laboratoire");
            assertThat(Axe.violations(page)).isEqualTo(List.of());
            Locator agree = page.locator("button[name=agree][value=true]");
            assertThat(agree).isFocused();

            press(page, "Shift+Tab", page.locator("header nav a"));
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Your agreement for Laboratoire");
            assertThat(Axe.violations(page)).isEqualTo(List.of());
            assertThat(agree).isFocused();
            page.keyboard().press("Space");
            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:\\d+/back\\?code=.*"));

            page.navigate(demo.idp(application.askingForConsent()));
            assertThat(agree).isFocused();
            press(page, "Tab", page.locator("button[name=agree][value=false]"));
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:\\d+/back\\?error=access_denied.*"));
        }
    }

    @Test
    @Requirement({"HC-WCAG-2.2-AA", "HC-KEYBOARD", "HC-LANGUAGES-KEEP"})
    void leaving_is_asked_and_answered_from_the_keyboard() {
        try (Window window = chromium.accessible("fr-FR");
                LocalApplication application = new LocalApplication(demo)) {
            Page page = signedIn(window, "V00110", application);
            page.navigate(demo.idp(application.askingToLeave()));
            assertThat(page.locator("main")).containsText("Laboratoire");
            assertThat(Axe.violations(page)).isEqualTo(List.of());

            press(page, "Tab", page.locator(".skip"));
            press(page, "Tab", page.locator("header nav a"));
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Leave this workstation?");
            assertThat(page.locator("main")).containsText("Laboratoire");
            assertThat(Axe.violations(page)).isEqualTo(List.of());

            press(page, "Tab", page.locator(".skip"));
            page.keyboard().press("Enter");
            press(page, "Tab", page.locator("main a.button"));
            page.keyboard().press("Enter");
            assertThat(page).hasURL(application.address("/left?state=s2"));
            page.navigate(demo.idp("/"));
            assertThat(page.locator("form[action='/leave']")).hasCount(0);
        }
    }

    private static void press(Page page, String key, Locator reached) {
        page.keyboard().press(key);
        assertThat(reached).isFocused();
    }

    /** Up to the question of consent. */
    private Page signedIn(Window window, String matricule, LocalApplication application) {
        Page page = window.page;
        window.plugKey();
        page.navigate(demo.idp("/enrol"));
        page.locator("#code").fill(demo.activationCode(matricule));
        page.keyboard().press("Enter");
        assertThat(page.locator("#label")).isVisible();
        page.waitForLoadState();
        page.locator("button[data-start]").click();
        assertThat(page.locator("[data-level]")).isVisible();
        page.navigate(demo.idp(application.askingForConsent()));
        assertThat(page.locator("button[data-start]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("button[name=agree]")).hasCount(2);
        return page;
    }
}
