package org.hospiconnect.idp.token;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** A refusal before a client was proved: counted by source, no row of the trail. */
public final class CountedError extends OAuth2Error {

    private static final long serialVersionUID = 1L;

    private final TokenRefusal refusal;

    private CountedError(TokenRefusal refusal) {
        super(refusal.error(), refusal.description(), null);
        this.refusal = refusal;
    }

    public static OAuth2AuthenticationException of(TokenRefusal refusal) {
        return new OAuth2AuthenticationException(new CountedError(refusal));
    }

    public TokenRefusal refusal() {
        return refusal;
    }
}
