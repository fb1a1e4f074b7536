package org.hospiconnect.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole road in Chromium, with virtual security keys; leaves the README's pictures. */
@ExtendWith(InTheDemo.class)
class DemoBrowserTest {

    private static final Path PICTURES = Path.of("../docs/pictures");
    private final RunningDemo demo;
    private final Chromium chromium;

    DemoBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    void a_physician_enrols_signs_in_opens_the_dmp_prescribes_and_leaves() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            window.plugKey();
            enrol(page, "V00101");
            assertThat(page.locator("[data-level]")).hasText("substantiel");

            page.navigate(demo.dpi("/"));
            page.locator("#sign-in").click();
            assertThat(page.locator("button[data-start]")).isFocused();
            window.picture(PICTURES.resolve("sign-in.png"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#me-name")).hasText("Camille EXEMPLE");

            page.locator("#patients a").first().click();
            window.picture(PICTURES.resolve("dpi-record.png"));
            page.locator("#open-dmp").click();
            page.locator("#open").click();
            assertThat(page.locator("#dmp-documents tbody tr")).hasCount(5);
            window.picture(PICTURES.resolve("dmp-documents.png"));
            page.goBack();
            assertThat(page.locator("#dmp-purpose")).isVisible();

            page.locator("#leave").click();
            assertThat(page.locator("#left")).isVisible();
            page.navigate(demo.dpi("/connexion"));
            assertThat(page.locator("button[data-start]")).isVisible();
        }
    }

    @Test
    void my_session_is_said_in_words_with_the_details_folded() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            window.plugKey();
            enrol(page, "V00103");
            page.navigate(demo.dpi("/connexion"));
            page.locator("button[data-start]").click();
            page.locator("#me-level").click();
            assertThat(page.locator("#means")).hasText("une clé de sécurité");
            page.locator("#details summary").click();
            assertThat(page.locator("#to-behind")).isVisible();
            window.picture(PICTURES.resolve("dpi-session.png"));
        }
    }

    @Test
    @Requirement("HC-DPI-BEHIND")
    void an_editor_sees_request_key_copied_token_and_fresh_proof_behind_the_scenes() {
        try (Window window = chromium.accessible("fr-FR")) {
            Page page = window.page;
            window.plugKey();
            enrol(page, "V00111");
            page.navigate(demo.dpi("/connexion"));
            page.waitForLoadState();
            page.locator("button[data-start]").click();
            page.locator("footer a").click();
            assertThat(page.locator("#pushed code")).containsText("urn:ietf:params:oauth:request_uri:");
            assertThat(page.locator("#thumbprint")).hasText(Pattern.compile("[A-Za-z0-9_-]{43}"));
            page.locator("#copy button").click();
            assertThat(page.locator("#tries tr[data-status='200']")).hasCount(1);
            assertThat(page.locator("#tries tr[data-status='401']")).hasCount(3);

            prescribe(page);
            page.navigate(demo.dpi("/coulisses"));

            assertThat(page.locator("#challenge")).containsText("max_age");
            String asked = page.locator("#challenge time").first().getAttribute("datetime");
            String proved = page.locator("#proved").getAttribute("datetime");
            org.assertj.core.api.Assertions.assertThat(Instant.parse(proved))
                    .isAfterOrEqualTo(Instant.parse(asked).truncatedTo(ChronoUnit.SECONDS));
            org.assertj.core.api.Assertions.assertThat(Axe.violations(page)).isEmpty();
            window.picture(PICTURES.resolve("dpi-behind.png"));
        }
    }

    private static void prescribe(Page page) {
        page.navigate(page.url().replaceFirst("/coulisses.*", "/patients/P-1001/stupefiant"));
        // auth_time counts in seconds: what is asked in the second of the sign-in is proved already
        Instant signedIn = Instant.parse(page.locator("#me").getAttribute("data-auth-time"));
        page.waitForCondition(() -> Clock.systemUTC().instant().isAfter(signedIn.plusSeconds(1)));
        page.locator("#drug").selectOption(new SelectOption().setIndex(1));
        page.locator("#dosage").fill("une gélule le soir");
        page.locator("#days").fill("3");
        page.locator("#continue").click();
        assertThat(page.locator("button[data-start]")).isVisible();
        page.waitForLoadState();
        page.locator("button[data-start]").click();
        assertThat(page.locator("#signature")).isVisible();
    }

    @Test
    void a_pin_that_fails_leaves_a_sentence_a_reference_and_another_try() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            String key = window.plugKey();
            enrol(page, "V00104");
            page.navigate(demo.dpi("/connexion"));
            assertThat(page.locator("button[data-start]")).isVisible();

            window.userVerifies(key, false);
            page.locator("button[data-start]").click();
            assertThat(page.locator(".notice.warn .reference")).hasText(Pattern.compile("[2-9A-Z]{4}-[2-9A-Z]{4}"));
            window.userVerifies(key, true);
            page.locator("button[data-start]").click();

            assertThat(page.locator("#me-name")).isVisible();
        }
    }

    @Test
    @Requirement("HC-BROWSER-FAILURES")
    void a_key_that_is_enrolled_already_is_said_to_be_so() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            window.plugKey();
            enrol(page, "V00105");
            page.navigate(demo.idp("/enrol"));
            page.locator("#code").fill(demo.activationCode("V00105"));
            page.keyboard().press("Enter");

            page.locator("button[data-start]").click();

            assertThat(page.locator(".notice.warn:visible strong")).containsText("Cette clé est déjà enregistrée");
            assertThat(page.locator(".notice.warn:visible .code")).hasText("ENROLMENT-ALREADY");
        }
    }

    @Test
    @Requirement("HC-BROWSER-FAILURES")
    void a_browser_that_knows_no_keys_says_what_to_do_and_leads_back() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            page.addInitScript("delete window.PublicKeyCredential");
            page.navigate(demo.dpi("/connexion"));

            assertThat(page.locator("#unsupported")).isVisible();
            assertThat(page.locator("button[data-start]")).isHidden();
            page.locator("form[action='/signin/abandon'] button").click();

            assertThat(page.locator("#sign-in-failed")).isVisible();
        }
    }

    @Test
    void who_works_in_several_places_chooses_one() {
        try (Window window = chromium.window()) {
            Page page = window.page;
            window.plugKey();
            enrol(page, "V00102");
            page.navigate(demo.dpi("/connexion"));
            page.locator("button[data-start]").click();

            assertThat(page.locator("button[name=situation]")).hasCount(3);
            page.locator("button[name=situation]").nth(1).click();

            assertThat(page.locator("#me-name")).hasText("Jean-Baptiste MODÈLE");
        }
    }

    @Test
    void english_and_dark_are_there_for_who_wants_them() {
        try (Window window = chromium.window("en-GB")) {
            Page page = window.page;
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
            page.navigate(demo.idp("/enrol"));

            assertThat(page.locator("h1")).hasText("Activate a means of sign-in");
            window.picture(Path.of("target/enrol-dark.png"));
            page.locator("header nav a").click();
            assertThat(page.locator("h1")).hasText("Activer un moyen de connexion");
        }
    }

    private void enrol(Page page, String matricule) {
        page.navigate(demo.idp("/enrol"));
        page.locator("#code").fill(demo.activationCode(matricule));
        page.keyboard().press("Enter");
        assertThat(page.locator("#label")).isVisible();
        page.waitForLoadState();
        page.locator("button[data-start]").click();
        assertThat(page.locator("[data-level]")).isVisible();
    }
}
