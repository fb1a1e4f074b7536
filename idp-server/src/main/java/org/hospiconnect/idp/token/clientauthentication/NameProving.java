package org.hospiconnect.idp.token.clientauthentication;

import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.TokenRefusal;

/** {@code none}: a public client says who it is; what it brings (code and verifier, its own token) proves the rest. */
record NameProving() implements ClientProving {

    static final String INTROSPECTION = "/oauth2/introspect";

    @Override
    public String method() {
        return "none";
    }

    @Override
    public ClientProof.Way way() {
        return ClientProof.Way.NAME;
    }

    /** RFC 7662 §2.1: only who is proved may ask about tokens. */
    @Override
    public Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof) {
        return proof.call().endpoint().equals(INTROSPECTION)
                ? Optional.of(TokenRefusal.CLIENT_NOT_AUTHENTICATED)
                : Optional.empty();
    }
}
