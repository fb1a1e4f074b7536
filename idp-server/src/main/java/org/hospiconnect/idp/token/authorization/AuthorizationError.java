package org.hospiconnect.idp.token.authorization;

import org.springframework.security.oauth2.core.OAuth2Error;

/** A refused authorization request, with its reason. */
public final class AuthorizationError extends OAuth2Error {

    private static final long serialVersionUID = 1L;

    private final AuthorizationRefusal refusal;

    AuthorizationError(AuthorizationRefusal refusal) {
        super(refusal.error(), refusal.description(), null);
        this.refusal = refusal;
    }

    public AuthorizationRefusal refusal() {
        return refusal;
    }
}
