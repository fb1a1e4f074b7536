package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that ends at the provider leaves the DPI's screens, those that it means and no other. */
@ExtendWith(InTheDemo.class)
class BackChannelBrowserTest {

    private static final Path PICTURES = Path.of("../docs/pictures");
    private static final Path PEOPLE = Path.of("../idp-server/src/main/resources/demo/people.csv");

    /** The page asks every three seconds, the provider delivers within one. */
    private static final double PATIENCE = 15_000;

    private final RunningDemo demo;
    private final Chromium chromium;

    BackChannelBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    @Requirement({"HC-DPI-BCL-BROWSER", "HC-DPI-BEHIND"})
    void who_leaves_at_the_provider_has_a_clear_screen_and_finds_what_was_typed() {
        try (Window window = chromium.window()) {
            Page page = signedIn(window, "V00108");
            page.navigate(demo.dpi("/patients/P-1001/stupefiant"));
            page.locator("#dosage").fill("une gélule le soir");

            Page other = window.anotherTab();
            other.navigate(demo.idp("/"));
            other.locator("form[action='/leave'] button").click();

            visible(page.locator("#ended"));
            assertThat(page.locator("#patient")).hasCount(0);
            assertThat(page.locator("#work-kept")).isVisible();
            window.picture(PICTURES.resolve("dpi-session-ended.png"));
            other.navigate(demo.dpi("/coulisses"));
            assertThat(other.locator("#logout")).containsText("ne ferme que cette session");
            page.locator("#sign-in").click();
            page.locator("button[data-start]").click();
            assertThat(page.locator("#dosage")).hasValue("une gélule le soir");
        }
    }

    @Test
    @Requirement({"HC-DPI-BCL-BROWSER", "HC-DPI-BEHIND"})
    void leaving_one_browser_leaves_the_other_and_who_departs_leaves_both() throws IOException {
        try (Window here = chromium.window();
                Window there = chromium.window()) {
            Page first = signedIn(here, "V00105");
            Page second = signedIn(there, "V00105");

            first.locator("#leave").click();
            second.navigate(demo.dpi("/session"));
            assertThat(second.locator("#me-name")).isVisible();

            first.navigate(demo.dpi("/connexion"));
            first.locator("button[data-start]").click();
            assertThat(first.locator("#me-name")).isVisible();
            departs("V00105");

            visible(first.locator("#ended"));
            visible(second.locator("#ended"));
            first.locator("#ended a").click();
            second.locator("#ended a").click();
            assertThat(second.locator("#logout")).containsText("ne ferme que cette session");
            assertThat(first.locator("#logout code"))
                    .not()
                    .hasText(second.locator("#logout code").textContent());
        }
    }

    private static void visible(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    /** The hospital's file, whole, with one person who has left. */
    private void departs(String matricule) throws IOException {
        var people = Files.readAllLines(PEOPLE).stream()
                .map(line -> line.startsWith(matricule + ";")
                        ? line.replace(";2020-01-01;;ACTIVE;", ";2020-01-01;2026-06-30;DEPARTED;")
                        : line)
                .toList();
        Path file = Files.write(Path.of("target/people.csv").toAbsolutePath(), people);
        assertThat(demo.operator("people", "import", file.toString(), "--apply", "--only-sound"))
                .contains("1 ");
    }

    private Page signedIn(Window window, String matricule) {
        Page page = window.page;
        window.plugKey();
        page.navigate(demo.idp("/enrol"));
        page.locator("#code").fill(demo.activationCode(matricule));
        page.keyboard().press("Enter");
        page.locator("button[data-start]").click();
        assertThat(page.locator("[data-level]")).isVisible();
        page.navigate(demo.dpi("/connexion"));
        page.locator("button[data-start]").click();
        assertThat(page.locator("#me-name")).isVisible();
        return page;
    }
}
