package org.hospiconnect.idp.token;

import java.time.Instant;
import java.util.Optional;

/** Codes that were redeemed: facts, because a second redemption must be seen whatever Redis remembers. */
interface UsedCodes {

    /** In the caller's transaction; false when somebody was first. */
    boolean claim(String code, String family, Instant at);

    /** The family that a redeemed code gave. */
    Optional<String> familyOf(String code);
}
