package org.hospiconnect.idp.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind an authorization code until it is redeemed.
 *
 * @param family the id that all tokens made from it will share
 * @param redirectUri as requested; the token request repeats it
 * @param challenge S256 code challenge; empty only for a legacy client
 * @param terms its confirmation is the key that {@code dpop_jkt} named (RFC 9449 §10)
 */
record IssuedCode(
        String family,
        String client,
        String person,
        String sid,
        Set<String> scopes,
        String redirectUri,
        Optional<String> nonce,
        Optional<String> challenge,
        Terms terms,
        Instant issuedAt,
        Instant expiresAt) {

    IssuedCode {
        scopes = Set.copyOf(scopes);
    }
}
