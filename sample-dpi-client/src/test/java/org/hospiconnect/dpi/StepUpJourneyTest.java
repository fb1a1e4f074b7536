package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API says itself which sign-in the signature of a controlled drug needs (RFC 9470), whoever calls it. */
class StepUpJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();
    private static final String ORDER = "/api/patients/P-1004/stupefiant";
    private static final String SIGNATURE = ORDER + "/signature";
    private static final String FORM =
            "{\"drug\":\"Oxycodone LP 10 mg, comprimé\",\"dosage\":\"un le soir\",\"days\":\"3\",\"comment\":\"\"}";

    private final ApiCaller caller = new ApiCaller(DPI);

    @BeforeEach
    void a_carer_whom_the_dpi_knows() {
        DPI.provider().reset();
        DPI.browser().signIn();
    }

    @Test
    @Requirement({"RFC9470-3", "HC-DPI-FRESH"})
    void an_old_proof_is_answered_with_what_to_ask_for_and_signs_nothing() {
        DPI.provider().next(Person.usual().aged(600));
        assertThat(caller.call("PUT", ORDER, caller.token(), FORM).statusCode()).isEqualTo(201);

        var asked = caller.call("GET", SIGNATURE, caller.token());
        var refused = caller.call("POST", SIGNATURE, caller.token());

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(challenge(refused))
                .isEqualTo(challenge(asked))
                .startsWith("DPoP ")
                .contains(
                        "error=\"insufficient_user_authentication\"",
                        "acr_values=\"" + StubProvider.BASE + "eidas/substantial\"",
                        "max_age=\"0\"");
    }

    @Test
    @Requirement({"RFC9470-3", "HC-DPI-FRESH"})
    void a_fresh_but_weak_proof_does_not_do_and_a_strong_one_signs_once() {
        DPI.provider().next(Person.usual().at("single-factor"));
        caller.call("PUT", ORDER, caller.token(), FORM);
        assertThat(caller.call("POST", SIGNATURE, caller.token()).statusCode()).isEqualTo(401);

        DPI.provider().next(Person.usual());
        String token = caller.token();
        assertThat(caller.call("GET", SIGNATURE, token).statusCode()).isEqualTo(204);
        assertThat(caller.call("POST", SIGNATURE, token).statusCode()).isEqualTo(201);
        assertThat(caller.call("POST", SIGNATURE, token).statusCode()).isEqualTo(404);
    }

    @Test
    @Requirement("HC-DPI-FRESH")
    void a_token_that_says_neither_when_nor_how_signs_nothing() {
        caller.call("PUT", ORDER, caller.token(), FORM);
        String silent = DPI.provider()
                .signed(
                        "at+jwt",
                        caller.claims()
                                .claim("auth_time", null)
                                .claim("acr", null)
                                .build());
        String later = DPI.provider()
                .signed(
                        "at+jwt",
                        caller.claims()
                                .claim("auth_time", Instant.now().getEpochSecond() + 600)
                                .build());

        assertThat(caller.call("POST", SIGNATURE, silent).statusCode()).isEqualTo(401);
        assertThat(caller.call("POST", SIGNATURE, later).statusCode()).isEqualTo(401);
    }

    @Test
    @Requirement("HC-DPI-FRESH")
    void an_order_is_the_affair_of_who_put_it() {
        caller.call("PUT", ORDER, caller.token(), FORM);
        DPI.provider().next(Person.usual().as("local-3", "M-TEST-3"));
        DPI.browser().signIn();
        assertThat(caller.call("POST", SIGNATURE, caller.token()).statusCode()).isEqualTo(404);

        DPI.provider().next(Person.usual().as("local-stranger", "M-NOBODY"));
        assertThat(caller.call("PUT", ORDER, caller.token(), FORM).statusCode()).isEqualTo(403);
    }

    @Test
    void a_form_with_faults_is_no_order() {
        var answer = caller.call("PUT", ORDER, caller.token(), "{\"drug\":\"Doliprane\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("posologie");
        assertThat(caller.call("PUT", "/api/patients/P-9999/stupefiant", caller.token(), FORM)
                        .statusCode())
                .isEqualTo(404);
        assertThat(caller.call("PUT", ORDER, caller.token(), "[").statusCode()).isEqualTo(400);
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
