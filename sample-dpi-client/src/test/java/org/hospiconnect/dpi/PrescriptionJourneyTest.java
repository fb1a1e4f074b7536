package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hospiconnect.dpi.RunningDpi.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "Prescrire un stupéfiant": nothing is signed without a fresh, strong proof of the person who typed. */
class PrescriptionJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();
    private static final Map<String, String> ORDER = Map.of(
            "drug", "Oxycodone LP 10 mg, comprimé", "dosage", "un comprimé matin et soir", "days", "7", "comment", "");

    private final Browser browser = DPI.browser();

    @BeforeEach
    void start() {
        DPI.provider().reset();
        DPI.provider().next(Person.usual().aged(600));
        browser.signIn();
    }

    @Test
    @Requirement({"HC-DPI-FRESH", "OIDCC-3.1.2.1-MAX_AGE"})
    void a_fresh_proof_comes_back_to_the_same_patient_with_the_form_and_signs_once() {
        DPI.provider().next(Person.usual());

        var review = order(ORDER);

        assertThat(DPI.provider().authorizations.getLast())
                .containsEntry("max_age", "0")
                .containsEntry("acr_values", StubProvider.BASE + "eidas/substantial");
        assertThat(review.at().getPath()).isEqualTo("/patients/P-1003/stupefiant/signature");
        assertThat(review.text("#order-drug")).isEqualTo("Oxycodone LP 10 mg, comprimé");
        assertThat(review.text("#order-dosage")).isEqualTo("un comprimé matin et soir");

        int before = browser.visit("/patients/P-1003")
                .document()
                .select(".controlled")
                .size();
        var signed = browser.submit(review, "#signature", Map.of());
        assertThat(signed.has("#signed")).isTrue();
        assertThat(signed.document().select(".controlled")).hasSize(before + 1);
        assertThat(browser.submit(review, "#signature", Map.of()).document().select(".controlled"))
                .as("the proof is used up")
                .isEmpty();
    }

    @Test
    @Requirement("HC-DPI-FRESH")
    void a_provider_that_ignores_max_age_is_not_believed_and_the_form_is_intact() {
        var page = order(ORDER);

        assertThat(page.document().expectFirst("#proof-refused").attr("data-proof"))
                .isEqualTo("TOO_OLD");
        assertThat(page.document().expectFirst("#dosage").val()).isEqualTo("un comprimé matin et soir");
        assertThat(page.document().expectFirst("#drug option[selected]").val()).startsWith("Oxycodone");
    }

    @Test
    @Requirement("HC-DPI-FRESH")
    void a_weak_proof_does_not_do() {
        DPI.provider().next(Person.usual().at("single-factor"));

        assertThat(order(ORDER).document().expectFirst("#proof-refused").attr("data-proof"))
                .isEqualTo("TOO_WEAK");
    }

    @Test
    @Requirement("HC-DPI-FRESH")
    void another_person_does_not_sign_what_the_first_typed() {
        DPI.provider().next(Person.usual().as("local-3", "M-TEST-3"));

        var page = order(ORDER);

        assertThat(page.document().expectFirst("#proof-refused").attr("data-proof"))
                .isEqualTo("OTHER_PERSON");
        assertThat(page.document().expectFirst("#dosage").val()).isEmpty();
        assertThat(browser.visit("/patients/P-1003/stupefiant")
                        .document()
                        .expectFirst("#dosage")
                        .val())
                .isEmpty();
    }

    @Test
    void a_proof_that_was_declined_leaves_the_person_signed_in_with_the_form_intact() {
        DPI.provider().refuseAuthorization("access_denied");

        var page = order(ORDER);

        assertThat(page.has("#proof-refused")).isTrue();
        assertThat(page.text("#me-name")).isEqualTo("Élise EXEMPLE");
        assertThat(page.document().expectFirst("#dosage").val()).isEqualTo("un comprimé matin et soir");
    }

    @Test
    void a_form_that_is_not_complete_asks_for_no_proof() {
        int before = DPI.provider().authorizations.size();

        var page = order(Map.of("drug", "Doliprane", "dosage", " ", "days", "60"));

        assertThat(page.document().select("#faults li")).hasSize(3);
        assertThat(DPI.provider().authorizations).hasSize(before);
    }

    private Browser.Page order(Map<String, String> typed) {
        return browser.submit(browser.visit("/patients/P-1003/stupefiant"), "#prescription", typed);
    }
}
