package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.Set;
import org.hospiconnect.idp.value.Bytes;

/** Who we are towards authenticators: RP ID, the name that browsers show, and where our pages are. */
record WebAuthnRelyingParty(String id, String name, Set<Origin> origins) {

    WebAuthnRelyingParty {
        origins = Set.copyOf(origins);
    }

    /** What an answer to this challenge must have been made for: never within a page of somebody else's. */
    ServerProperty expecting(Bytes nonce) {
        return ServerProperty.builder()
                .origins(origins)
                .rpId(id)
                .challenge(new DefaultChallenge(nonce.toArray()))
                .build();
    }
}
