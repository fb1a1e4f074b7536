package org.hospiconnect.idp.token.dmp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.core.OAuth2Error;

/** A refused exchange as the application reads it: error, sentence, reason, reference, and what to ask for next. */
public final class DmpError extends OAuth2Error {

    private static final long serialVersionUID = 1L;

    private final DmpRefusal refusal;
    private final String reference;
    private final String stepUpAcr;

    /** @param stepUpAcr the {@code acr_values} that would do */
    DmpError(DmpRefusal refusal, String reference, String stepUpAcr) {
        super(refusal.error(), refusal.description(), null);
        this.refusal = refusal;
        this.reference = reference;
        this.stepUpAcr = stepUpAcr;
    }

    /** Members of the answer (RFC 6749 §5.2) beyond {@code error} and {@code error_description}. */
    public Map<String, String> more() {
        var more = new LinkedHashMap<String, String>();
        more.put("reason", refusal.reason());
        more.put("reference", reference);
        if (refusal.asksForStepUp()) {
            more.put("acr_values", stepUpAcr); // RFC 9470 §3
        }
        return more;
    }
}
