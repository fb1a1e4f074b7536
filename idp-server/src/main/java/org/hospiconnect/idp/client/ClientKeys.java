package org.hospiconnect.idp.client;

import java.util.List;
import java.util.Optional;

/**
 * How an application proves itself by a key of its own, and signs its requests with it.
 *
 * @param jwks its public keys, a JWK Set (RFC 7517); for {@code self_signed_tls_client_auth} with {@code x5c}
 * @param jwksUri where they are instead; asked for at most every minute when a key is unknown
 * @param tlsSubjectDn subject of its certificate, RFC 4514, for {@code tls_client_auth} (RFC 8705 §2.1.2)
 */
public record ClientKeys(Optional<String> jwks, Optional<String> jwksUri, Optional<String> tlsSubjectDn) {

    public static final ClientKeys NONE = new ClientKeys(Optional.empty(), Optional.empty(), Optional.empty());

    /** A line a key of the set: {@code kid}, type, RFC 7638 thumbprint (SHA-256) and, where there is one, its certificate's. */
    public List<String> thumbprints() {
        return jwks.map(ClientKeyRules::thumbprints).orElse(List.of());
    }

    /** Has it registered keys that verify a signature? */
    public boolean canSign() {
        return jwks.isPresent() || jwksUri.isPresent();
    }
}
