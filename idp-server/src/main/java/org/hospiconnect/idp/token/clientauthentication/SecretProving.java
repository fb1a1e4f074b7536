package org.hospiconnect.idp.token.clientauthentication;

import java.util.Optional;
import org.hospiconnect.idp.client.ClientSecrets;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.TokenRefusal;

/** {@code client_secret_basic} and {@code client_secret_post} (RFC 6749 §2.3.1). */
record SecretProving(String method, ClientProof.Way way, ClientSecrets secrets) implements ClientProving {

    @Override
    public Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof) {
        boolean right = client.secretHash()
                .filter(hash -> secrets.matches(proof.credential(), hash))
                .isPresent();
        return right ? Optional.empty() : Optional.of(TokenRefusal.CLIENT_NOT_AUTHENTICATED);
    }
}
