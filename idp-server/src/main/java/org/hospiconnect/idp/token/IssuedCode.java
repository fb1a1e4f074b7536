package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;

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

    /** RFC 7636 §4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    IssuedCode {
        scopes = Set.copyOf(scopes);
    }

    boolean isProvedBy(@Nullable Object verifier) {
        return isProvedBy(challenge, verifier);
    }

    /** RFC 7636 §4.6; RFC 9700 §4.8.2: a verifier without challenge is a sign that the challenge was taken away. */
    static boolean isProvedBy(Optional<String> challenge, @Nullable Object verifier) {
        if (challenge.isEmpty()) {
            return verifier == null;
        }
        return verifier instanceof String text
                && VERIFIER.matcher(text).matches()
                && Bytes.of(text.getBytes(US_ASCII)).sha256().equals(Bytes.ofBase64Url(challenge.get()));
    }
}
