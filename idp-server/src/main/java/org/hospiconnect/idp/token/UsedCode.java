package org.hospiconnect.idp.token;

import java.util.Optional;

/**
 * What is known of a code after its redemption.
 *
 * @param client that redeemed it; empty when a former version of this server wrote it
 * @param challenge that its verifier answered; empty only for a legacy client
 */
public record UsedCode(String family, String client, Optional<String> challenge) {

    static UsedCode of(IssuedCode issued) {
        return new UsedCode(issued.family(), issued.client(), issued.challenge());
    }
}
