package org.hospiconnect.idp.token;

import java.util.Optional;

/**
 * A verified proof (RFC 9449 §4.3).
 *
 * @param thumbprint of its key (RFC 7638), base64url
 * @param accessTokenHash {@code ath}
 */
public record DpopProof(String thumbprint, String jti, Optional<String> accessTokenHash) {}
