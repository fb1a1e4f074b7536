package org.hospiconnect.journeys;

import java.util.HashMap;
import java.util.Map;
import org.hospiconnect.journeys.Visitor.Page;

/** A person with a key before a page of the identity provider: asks its challenge, answers it, sends the form. */
public record KeyAtPage(Visitor visitor, SoftwareAuthenticator key) {

    private static final String CREDENTIAL_FORM = "form:has(input[name=credential])";
    private static final String SITUATION = "button[name=situation]";

    /** From the page that asks for a key to wherever the answer leads; the first work situation, where one is asked. */
    public Page signIn(Page page, Wrong... wrong) {
        return inFirstSituation(answer(page, key.get(challenge(page), wrong), Map.of()));
    }

    /** The same by way of the page that asks for a name first. */
    public Page signIn(Page page, String name, Wrong... wrong) {
        Page asking = byName(page);
        String options = challenge(asking, Map.of("name", name));
        return inFirstSituation(answer(asking, key.get(options, wrong), Map.of("name", name)));
    }

    /** From the page that asks for a key to the one that asks for a name first. */
    public Page byName(Page page) {
        return visitor.visit(page.element("a[href*='by=name']").absUrl("href"));
    }

    /** From the enrolment page to the receipt. */
    public Page enrol(Page page, String label, Wrong... wrong) {
        return answer(page, key.create(challenge(page), wrong), Map.of("label", label));
    }

    private Page answer(Page page, String credential, Map<String, String> typed) {
        var filled = new HashMap<>(typed);
        filled.put("credential", credential);
        return visitor.submit(page, CREDENTIAL_FORM, filled);
    }

    private Page inFirstSituation(Page page) {
        return page.has(SITUATION)
                ? visitor.submit(
                        page,
                        "form:has(" + SITUATION + ")",
                        Map.of("situation", page.element(SITUATION).val()))
                : page;
    }

    private String challenge(Page page) {
        return challenge(page, Map.of());
    }

    /** What the page asks of a key, when this is typed there. */
    public String challenge(Page page, Map<String, String> typed) {
        var form = page.element(CREDENTIAL_FORM);
        var fields = new HashMap<>(typed);
        form.select("input[type=hidden]:not([name=credential])")
                .forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));
        var options = visitor.post(page.at().resolve(form.attr("data-challenge")), fields);
        StepFailed.unless(options.status() == 200, "no challenge: " + options);
        return options.body();
    }
}
