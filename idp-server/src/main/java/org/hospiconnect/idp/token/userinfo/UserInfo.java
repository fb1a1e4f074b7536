package org.hospiconnect.idp.token.userinfo;

import java.util.LinkedHashMap;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.token.Grant;
import org.hospiconnect.idp.token.PersonClaim;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.stereotype.Component;

/** Userinfo (OpenID Connect Core §5.3): the claims of the person that the token's scopes ask for. */
@Component
public class UserInfo implements AuthenticationProvider {

    private final Subjects subjects;

    UserInfo(Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OidcUserInfoAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof Authentication caller)
                || !(caller.getPrincipal() instanceof Grant grant)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        if (!grant.covers(PersonClaim.OPENID)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INSUFFICIENT_SCOPE);
        }
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", subjects.of(grant.person().id().toString(), grant.application()));
        claims.putAll(PersonClaim.of(grant, grant.terms().userInfoClaims()));
        return new OidcUserInfoAuthenticationToken(caller, new OidcUserInfo(claims));
    }
}
