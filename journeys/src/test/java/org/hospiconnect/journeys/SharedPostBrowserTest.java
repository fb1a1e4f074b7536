package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A ward's browser as two people use it. */
@ExtendWith(InTheDemo.class)
class SharedPostBrowserTest {

    private static final Pattern CODE = Pattern.compile("([2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5})");

    /** The record asks every three seconds. */
    private static final double PATIENCE = 15_000;

    private final RunningDemo demo;
    private final Chromium chromium;

    SharedPostBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    @Requirement({"HC-POST-CHANGE-BROWSER", "HC-WCAG-2.2-AA", "HC-KEYBOARD"})
    void the_next_person_changes_the_user_and_the_record_of_the_one_before_leaves_the_screen() {
        try (Window window = chromium.accessible("fr-FR");
                LocalApplication laboratory = new LocalApplication(demo)) {
            Page page = window.page;
            Keys keys = window.keys(page);
            becomesAPost(demo, page);
            String first = enrolled(page, keys, "V00117");
            keys.touched(first, false);
            String second = enrolled(page, keys, "V00116");
            sits(keys, first, second);
            signsInToTheRecord(page);
            Page record = window.anotherTab();
            record.navigate(demo.dpi("/patients/P-1001"));

            page.navigate(demo.idp(laboratory.asking()));
            changesTheUser(page);
            sits(keys, second, first);
            page.keyboard().press("Enter");
            page.locator("button[data-start]").click();

            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:\\d+/back\\?code=.*"));
            assertThat(record.locator("#ended"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            assertThat(demo.operator("client", "deliveries", "sample-dpi")).contains("DELIVERED");
            page.navigate(demo.idp("/"));
            assertThat(page.locator("h1")).hasText("Vous êtes Yann CLÉ-FAUSSE");
        }
    }

    /** The code once; after the next person, a touch of the same key. */
    @Test
    @Requirement({"HC-TOUCH-WINDOW", "HC-WCAG-2.2-AA", "HC-KEYBOARD"})
    void whoever_gave_the_code_comes_back_by_a_touch() {
        try (Window window = chromium.accessible("fr-FR")) {
            Page page = window.page;
            Keys keys = window.keys(page);
            becomesAPost(demo, page);
            String first = enrolled(page, keys, "V00117");
            keys.touched(first, false);
            String second = enrolled(page, keys, "V00116");
            sits(keys, first, second);
            signsInToTheRecord(page);
            changesInTheRecord(page);
            sits(keys, second, first);
            page.locator("button[data-start]:not([name=touch])").click();
            assertThat(page.locator("#me-name")).containsText("CLÉ-FAUSSE");

            changesInTheRecord(page);
            assertThat(Axe.violations(page)).isEqualTo(List.of());
            window.picture(Path.of("../docs/pictures/touch.png"));
            sits(keys, first, second);
            assertThat(page.locator("button[name=touch]")).isFocused();
            page.keyboard().press("Enter");

            assertThat(page.locator("#me-name")).containsText("SANS-SPÉCIALITÉ");
            page.navigate(demo.idp("/"));
            assertThat(page.locator("main")).containsText("en touchant votre clé");
        }
    }

    /** Somebody else opens the record: its cookie is gone, as in a browser that was closed. */
    private void changesInTheRecord(Page page) {
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("dpi_session"));
        page.navigate(demo.dpi("/connexion"));
        page.locator("button[value=other]").click();
        assertThat(page.locator("button[data-start]").first()).isEnabled();
    }

    /** Whoever answers yes goes on, and the record's own requests ask nothing. */
    @Test
    @Requirement("HC-POST-CHANGE-BROWSER")
    void the_same_person_goes_on_with_one_press() {
        try (Window window = chromium.window();
                LocalApplication laboratory = new LocalApplication(demo)) {
            Page page = window.page;
            Keys keys = window.keys(page);
            becomesAPost(demo, page);
            enrolled(page, keys, "V00117");
            signsInToTheRecord(page);

            page.navigate(demo.idp(laboratory.asking()));
            page.locator("button[value=same]").click();
            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:\\d+/back\\?code=.*"));
            page.navigate(demo.dpi("/oauth2/authorization/hospiconnect"));
            assertThat(page.locator("#me-name")).isVisible();
        }
    }

    private void signsInToTheRecord(Page page) {
        page.navigate(demo.dpi("/connexion"));
        page.locator("button[data-start]").click();
        assertThat(page.locator("#me-name")).isVisible();
    }

    /** Up to the key of the keyboard that does it. */
    private static void changesTheUser(Page page) {
        assertThat(page.locator("h1")).hasText("Vous êtes Inès SANS-SPÉCIALITÉ ?");
        assertThat(Axe.violations(page)).isEqualTo(List.of());
        page.locator("button[value=same]").focus();
        page.keyboard().press("Tab");
        assertThat(page.locator("button[value=other]")).isFocused();
    }

    static void becomesAPost(RunningDemo demo, Page page, String... limits) {
        var words = new ArrayList<>(List.of(
                "post", "add", "Salle " + UUID.randomUUID(), "--class", "WARD", "--establishment", "990000115"));
        words.addAll(List.of(limits));
        String printed = demo.operator(words.toArray(String[]::new));
        var code = CODE.matcher(printed);
        assertThat(code.find()).as(printed).isTrue();
        page.navigate(demo.idp("/post"));
        page.locator("#code").fill(code.group(1));
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("Ce poste de travail est");
    }

    private String enrolled(Page page, Keys keys, String matricule) {
        String key = keys.plug();
        enrols(demo, page, matricule);
        return key;
    }

    static void enrols(RunningDemo demo, Page page, String matricule) {
        page.navigate(demo.idp("/enrol"));
        page.locator("#code").fill(demo.activationCode(matricule));
        page.keyboard().press("Enter");
        page.locator("button[data-start]").click();
        assertThat(page.locator("[data-level]")).isVisible();
    }

    private static void sits(Keys keys, String who, String other) {
        keys.touched(other, false);
        keys.touched(who, true);
    }
}
