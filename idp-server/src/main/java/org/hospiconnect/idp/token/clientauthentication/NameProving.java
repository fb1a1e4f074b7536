package org.hospiconnect.idp.token.clientauthentication;

import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.Activities;
import org.hospiconnect.idp.token.SessionAssurance;
import org.hospiconnect.idp.token.TokenRefusal;

/** {@code none}: a public client says who it is; what it brings (code and verifier, its own token) proves the rest. */
record NameProving() implements ClientProving {

    private static final Set<String> FOR_PROVED = Set.of("/oauth2/introspect", Activities.PATH);

    @Override
    public String method() {
        return "none";
    }

    @Override
    public ClientProof.Way way() {
        return ClientProof.Way.NAME;
    }

    /** RFC 7662 §2.1: only who is proved may ask about tokens; and say that somebody is there. */
    @Override
    public Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof) {
        String endpoint = proof.call().endpoint();
        return FOR_PROVED.contains(endpoint) || endpoint.startsWith(SessionAssurance.PATH)
                ? Optional.of(TokenRefusal.CLIENT_NOT_AUTHENTICATED)
                : Optional.empty();
    }
}
