package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.hospiconnect.dpi.RunningDpi.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a visiting editor sees is what was said. */
@Requirement("HC-DPI-BEHIND")
class BehindTheScenesJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();
    private static final String PAGE = "/coulisses";

    private final Browser browser = DPI.browser();

    @BeforeEach
    void start() {
        DPI.provider().reset();
    }

    @Test
    void before_anything_was_said_there_is_nothing() {
        var page = browser.visit(PAGE);

        assertThat(page.document().select("#pushed, #thumbprint, #copy, #challenge, #logout"))
                .isEmpty();
        assertThat(page.has("#behind")).isTrue();
    }

    @Test
    void the_request_and_the_key_are_those_of_this_sign_in() {
        browser.signIn();

        var page = browser.visit(PAGE);

        assertThat(DPI.provider().authorizations.getLast().get("dpop_jkt")).isEqualTo(page.text("#thumbprint"));
        assertThat(page.text("#pushed code")).startsWith("urn:ietf:params:oauth:request_uri:");
        assertThat(browser.visit("/session").document().select("#to-behind").attr("href"))
                .isEqualTo(PAGE);
    }

    @Test
    void a_copied_token_is_refused_without_its_key_and_a_proof_is_good_once() {
        browser.signIn();

        var page = browser.submit(browser.visit(PAGE), "#copy", Map.of());

        var answers = page.document().select("#tries tbody tr").stream()
                .collect(Collectors.toMap(
                        row -> row.attr("data-way"),
                        row -> row.attr("data-status") + " " + row.attr("data-challenge")));
        assertThat(answers.get("OUR_KEY")).isEqualTo("200 ");
        assertThat(answers.get("PROOF_AGAIN")).startsWith("401 DPoP error=\"invalid_dpop_proof\"");
        assertThat(answers.get("ANOTHER_KEY")).startsWith("401 DPoP error=\"invalid_dpop_proof\"");
        assertThat(answers.get("NO_KEY")).startsWith("401 Bearer error=\"invalid_token\"");
        assertThat(browser.visit(PAGE).has("#tries")).isFalse();
    }

    @Test
    void nobody_tries_a_token_without_being_signed_in() {
        browser.signIn();
        var page = browser.visit(PAGE);
        browser.submit(page, "form.leave", Map.of());

        assertThat(browser.submit(page, "#copy", Map.of()).has("#tries")).isFalse();
    }
}
