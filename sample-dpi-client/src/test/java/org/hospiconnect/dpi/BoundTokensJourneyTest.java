package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hospiconnect.dpi.RunningDpi.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens are of use with our key only; the stub refuses each request whose proof is not right. */
class BoundTokensJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();

    private final Browser browser = DPI.browser();

    @BeforeEach
    void start() {
        DPI.provider().reset();
        DPI.provider().proofs().renewNonce();
    }

    @Test
    @Requirement("HC-DPI-DPOP")
    void a_server_that_wants_a_nonce_gets_it_and_is_not_asked_twice() {
        int before = DPI.provider().tokenRequests.size();

        assertThat(browser.signIn().has("#patients")).isTrue();
        assertThat(DPI.provider().tokenRequests).hasSize(before + 2);

        assertThat(DPI.browser().signIn().has("#patients")).isTrue();
        assertThat(DPI.provider().tokenRequests).as("the nonce is remembered").hasSize(before + 3);
    }

    @Test
    @Requirement("HC-DPI-DPOP")
    void a_server_that_is_never_content_is_asked_once_more_and_no_more() {
        DPI.provider().proofs().beNeverContent();
        int before = DPI.provider().tokenRequests.size();

        assertThat(browser.signIn().has("#sign-in-failed")).isTrue();

        assertThat(DPI.provider().tokenRequests).hasSize(before + 2);
    }

    @Test
    @Requirement("HC-DPI-DPOP")
    void the_code_and_the_tokens_are_bound_to_the_key_that_the_page_behind_the_scenes_names() {
        browser.signIn();

        var page = browser.visit("/coulisses");

        assertThat(DPI.provider().authorizations.getLast().get("dpop_jkt"))
                .isEqualTo(page.text("#thumbprint"))
                .hasSize(43);
    }

    @Test
    @Requirement("HC-DPI-DPOP")
    void userinfo_is_asked_with_a_proof_for_that_token() {
        browser.signIn();
        DPI.provider().proofs().renewNonce();

        assertThat(browser.visit("/session").text("#confirmed")).isEqualTo("Élise EXEMPLE");
    }

    @Test
    @Requirement("HC-DPI-DPOP")
    void a_token_that_is_not_bound_is_not_taken() {
        DPI.provider().giveBearerTokens();

        assertThat(browser.signIn().has("#sign-in-failed")).isTrue();
        assertThat(browser.visit("/patients").has("#patients")).isFalse();
    }

    @Test
    @Requirement("HC-DPI-DPOP")
    void neither_is_one_after_a_refresh() {
        browser.signIn();
        DPI.provider().giveBearerTokens();

        var page = browser.submit(browser.visit("/session"), "main form", Map.of());

        assertThat(page.document().expectFirst("#not-renewed").attr("data-error"))
                .isEqualTo("token_not_bound");
    }
}
