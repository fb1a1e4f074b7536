package org.hospiconnect.idp.session;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Nobody stands behind an authorization request, for a reason that the application hears. */
public final class SignInRefused extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String error;

    /** @param error of OpenID Connect Core §3.1.2.6, {@code login_required} for instance */
    public SignInRefused(String error) {
        super(List.of());
        this.error = error;
        super.setAuthenticated(true);
    }

    public String error() {
        return error;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "nobody";
    }
}
