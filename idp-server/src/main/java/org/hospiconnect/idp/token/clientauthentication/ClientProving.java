package org.hospiconnect.idp.token.clientauthentication;

import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.TokenRefusal;

/** One way in which clients prove themselves: one bean a way, the same for every endpoint. */
public interface ClientProving {

    /** As registrations and discovery write it. */
    String method();

    ClientProof.Way way();

    /** Why the proof is not this client's; empty when it is. */
    Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof);
}
