package org.hospiconnect.idp.token;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/** How the person signed in; read from the session's proofs, so equal in every token of one grant. */
@Component
class SignInClaims {

    private final AcrNames acrNames;
    private final SessionNames names;

    SignInClaims(AcrNames acrNames, SessionNames names) {
        this.names = names;
        this.acrNames = acrNames;
    }

    // OpenID Connect Core §5.5.1.1: what is essential is answered by one of the names that were asked
    private String acr(Grant grant) {
        Level level = grant.assessment().level();
        return asked(grant.terms().acr(), grant.application(), level).orElseGet(() -> own(grant.application(), level));
    }

    /** The strongest of the names that this level satisfies; the first among equals. */
    private Optional<String> asked(List<String> names, RelyingApplication application, Level level) {
        var satisfied = new LinkedHashMap<String, Level>();
        for (String name : names) {
            application
                    .tokens()
                    .level(name, acrNames)
                    .filter(level::reaches)
                    .ifPresent(asked -> satisfied.put(name, asked));
        }
        return satisfied.entrySet().stream()
                .reduce((first, next) -> first.getValue().reaches(next.getValue()) ? first : next)
                .map(Map.Entry::getKey);
    }

    // as this application calls the level, if it has a name of its own for it
    String own(RelyingApplication application, Level level) {
        return application.tokens().acrAliases().entrySet().stream()
                .filter(alias -> alias.getValue() == level)
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> acrNames.of(level));
    }

    Map<String, Object> of(Grant grant) {
        Assessment assessment = grant.assessment();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sid", names.of(grant.session().sid(), grant.application()));
        claims.put("auth_time", assessment.authTime().getEpochSecond());
        claims.put("acr", acr(grant));
        claims.put("amr", assessment.amr());
        return claims;
    }
}
