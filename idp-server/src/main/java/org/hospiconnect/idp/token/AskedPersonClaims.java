package org.hospiconnect.idp.token;

import java.util.List;
import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.RequestedClaims;
import org.hospiconnect.idp.client.SingleClaims;
import org.springframework.stereotype.Component;

/** By the same rule as tokens and userinfo: {@link PersonClaim#isAskedByName}. */
@Component
class AskedPersonClaims implements SingleClaims {

    AskedPersonClaims() {}

    @Override
    public List<String> beside(Set<String> scopes, RequestedClaims asked, RelyingApplication application) {
        return PersonClaim.ALL.stream()
                .filter(claim -> !scopes.contains(claim.scope()))
                .filter(claim -> claim.isAskedByName(asked.idToken().keySet(), application)
                        || claim.isAskedByName(asked.userInfoNames(), application))
                .map(PersonClaim::name)
                .toList();
    }
}
