package org.hospiconnect.idp.token;

import java.time.Instant;

/** What was ended before its time. */
public interface Revocations {

    /** In the caller's transaction; false when it was already ended. */
    boolean endToken(String jti, Instant at);

    /** All that one code gave; false when it was already ended. */
    boolean endFamily(String family, Instant at);

    /** By its own mark or by its family's. */
    boolean isTokenEnded(String jti, String family);
}
