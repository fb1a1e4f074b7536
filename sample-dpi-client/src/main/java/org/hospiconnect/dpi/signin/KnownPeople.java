package org.hospiconnect.dpi.signin;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Maps a verified ID token to an account of ours: a carer, or a stranger who is identified and has nothing to do here. */
@Component
class KnownPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    static final String CARER = "CARER";

    private final Accounts accounts;

    KnownPeople(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var token = request.getIdToken();
        List<GrantedAuthority> roles = accounts.find(SignedIn.of(token))
                .<List<GrantedAuthority>>map(account -> List.of(new SimpleGrantedAuthority("ROLE_" + CARER)))
                .orElse(List.of());
        return new DefaultOidcUser(roles, token, "sub");
    }
}
