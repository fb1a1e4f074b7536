package org.hospiconnect.idp.token;

import java.util.Optional;

/**
 * What is known of a code after its redemption.
 *
 * @param client that redeemed it; empty when a former version of this server wrote it
 * @param session sid; empty when a former version wrote it
 * @param challenge that its verifier answered; empty only for a legacy client
 */
public record UsedCode(String family, String client, String session, Optional<String> challenge) {

    static UsedCode of(IssuedCode issued) {
        return new UsedCode(issued.family(), issued.client(), issued.sid(), issued.challenge());
    }
}
