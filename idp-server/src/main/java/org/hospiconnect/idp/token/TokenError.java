package org.hospiconnect.idp.token;

import org.springframework.security.oauth2.core.OAuth2Error;

/** A refusal that the trail has, with the reference under which it is found there. */
public final class TokenError extends OAuth2Error {

    private static final long serialVersionUID = 1L;

    private final String reference;

    TokenError(TokenRefusal refusal, String reference) {
        super(refusal.error(), refusal.description(), null);
        this.reference = reference;
    }

    public String reference() {
        return reference;
    }
}
