package org.hospiconnect.dpi.dmp;

import org.hospiconnect.dpi.chart.Patient;
import org.hospiconnect.dpi.signin.AccessTokens;
import org.springframework.stereotype.Component;

/** Opens a patient's DMP for the person who is signed in: access token, VIHF, documents. */
@Component
class DmpAccess {

    private final AccessTokens tokens;
    private final VihfRequest vihf;
    private final DmpConnection dmp;

    DmpAccess(AccessTokens tokens, VihfRequest vihf, DmpConnection dmp) {
        this.tokens = tokens;
        this.vihf = vihf;
        this.dmp = dmp;
    }

    DmpOutcome open(Patient patient, Opening opening) {
        return switch (tokens.current()) {
            case AccessTokens.Access.Ended(var error) -> new DmpOutcome.SignInAgain(error);
            case AccessTokens.Access.Given(var token) ->
                switch (vihf.ask(token.getTokenValue(), patient, opening)) {
                    case VihfRequest.Answer.NoAssertion(var outcome) -> outcome;
                    case VihfRequest.Answer.Assertion(var xml) -> documents(xml, patient);
                };
        };
    }

    private DmpOutcome documents(String assertion, Patient patient) {
        return dmp.send(DmpMessage.of(assertion, patient.qualifiedIns()))
                .map(DmpAnswer::read)
                .orElseGet(() -> new DmpOutcome.OutOfReach("Le DMP"));
    }
}
