package org.hospiconnect.journeys;

import java.util.HashMap;
import java.util.Map;
import org.hospiconnect.journeys.Visitor.Page;

/** A person with a key before a page of the identity provider: asks its challenge, answers it, sends the form. */
record KeyAtPage(Visitor visitor, SoftwareAuthenticator key) {

    private static final String CREDENTIAL_FORM = "form:has(input[name=credential])";

    /** From the page that asks for a key to wherever the answer leads. */
    Page signIn(Page page) {
        return answer(page, key.get(challenge(page)), Map.of());
    }

    /** From the enrolment page to the receipt. */
    Page enrol(Page page, String label) {
        return answer(page, key.create(challenge(page)), Map.of("label", label));
    }

    private Page answer(Page page, String credential, Map<String, String> typed) {
        var filled = new HashMap<>(typed);
        filled.put("credential", credential);
        return visitor.submit(page, CREDENTIAL_FORM, filled);
    }

    private String challenge(Page page) {
        var form = page.element(CREDENTIAL_FORM);
        var csrf = form.selectFirst("input[name=csrf]");
        StepFailed.unless(csrf != null, "no csrf in the form of " + page);
        var address = page.at().resolve(form.attr("action") + "/challenge");
        var options = visitor.post(address, csrf == null ? Map.of() : Map.of("csrf", csrf.val()));
        StepFailed.unless(options.status() == 200, "no challenge: " + options);
        return options.body();
    }
}
