package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who works in the record, and goes away: minutes that really pass, on a post whose idle limit is two of them. */
@ExtendWith(InTheDemo.class)
@EnabledIfSystemProperty(named = "hospiconnect.idle", matches = "true")
class IdleBrowserTest {

    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_KEYS = Duration.ofSeconds(6);
    private static final Pattern ORDER = Pattern.compile(".*/patients/P-1001/stupefiant");

    private final RunningDemo demo;
    private final Chromium chromium;

    IdleBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    @Requirement({"HC-DPI-IDLE-BROWSER", "HC-WCAG-2.2-AA", "HC-KEYBOARD"})
    void who_types_goes_on_who_went_is_warned_and_finds_the_draft_after_the_proof() {
        try (Window window = chromium.accessible("fr-FR")) {
            Page page = window.page;
            window.keys(page).plug();
            SharedPostBrowserTest.becomesAPost(demo, page, "--idle", IDLE.toSeconds() + "s");
            SharedPostBrowserTest.enrols(demo, page, "V00117");
            page.navigate(demo.dpi("/connexion"));
            page.locator("button[data-start]").click();
            assertThat(page.locator("#me-name")).isVisible();
            page.navigate(demo.dpi("/patients/P-1001/stupefiant"));
            page.locator("#dosage").fill("une gélule matin et soir");

            typesForLongerThanTheLimit(page.locator("#comment"));
            assertThat(page).hasURL(ORDER);

            Locator ending = page.locator("#ending");
            assertThat(ending).isVisible(shown(IDLE));
            assertThat(ending).containsText("Êtes-vous là ?");
            assertThat(Axe.violations(page)).isEqualTo(List.of());
            page.keyboard().press("Shift");
            assertThat(ending).isHidden();

            Locator key = page.locator("button[data-start]:not([name=touch])");
            assertThat(key).isVisible(shown(IDLE.plusSeconds(30)));
            key.click();
            assertThat(page.locator("#dosage")).hasValue("une gélule matin et soir");
            assertThat(page.locator("#comment")).hasValue(Pattern.compile("^a{30,}$"));
            assertThat(page).hasURL(ORDER);
        }
    }

    private static void typesForLongerThanTheLimit(Locator field) {
        int keys = (int) IDLE.multipliedBy(3).dividedBy(BETWEEN_KEYS.multipliedBy(2));
        field.pressSequentially(
                "a".repeat(keys),
                new Locator.PressSequentiallyOptions()
                        .setDelay((double) BETWEEN_KEYS.toMillis())
                        .setTimeout(0));
    }

    private static LocatorAssertions.IsVisibleOptions shown(Duration within) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout((double) within.toMillis());
    }
}
