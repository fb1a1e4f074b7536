package org.hospiconnect.idp.token;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Level;
import org.springframework.stereotype.Component;

/** How the person signed in; read from the session's proofs, so equal in every token of one session. */
@Component
class SignInClaims {

    private final AcrNames acrNames;

    SignInClaims(AcrNames acrNames) {
        this.acrNames = acrNames;
    }

    // as this application calls the level, if it has a name of its own for it
    private String acr(Grant grant) {
        Level level = grant.assessment().level();
        return grant.application().tokens().acrAliases().entrySet().stream()
                .filter(alias -> alias.getValue() == level)
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> acrNames.of(level));
    }

    Map<String, Object> of(Grant grant) {
        Assessment assessment = grant.assessment();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sid", grant.session().sid());
        claims.put("auth_time", assessment.authTime().getEpochSecond());
        claims.put("acr", acr(grant));
        claims.put("amr", assessment.amr());
        return claims;
    }
}
