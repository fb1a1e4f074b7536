package org.hospiconnect.idp.token;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Assessment;
import org.springframework.stereotype.Component;

/** How the person signed in; read from the session's proofs, so equal in every token of one session. */
@Component
class SignInClaims {

    private final AcrNames acrNames;

    SignInClaims(AcrNames acrNames) {
        this.acrNames = acrNames;
    }

    Map<String, Object> of(Grant grant) {
        Assessment assessment = grant.assessment();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sid", grant.session().sid());
        claims.put("auth_time", assessment.authTime().getEpochSecond());
        claims.put("acr", acrNames.of(assessment.level()));
        claims.put("amr", assessment.amr());
        return claims;
    }
}
