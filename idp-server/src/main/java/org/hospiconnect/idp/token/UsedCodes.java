package org.hospiconnect.idp.token;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.session.AwaitedLogout;

/** Authorization codes that were redeemed: who marks one first has it. */
public interface UsedCodes {

    /** Marks the code, adds what it gave and the acts that tell it, all or nothing; false when it was marked before. */
    boolean claim(String code, Claim claim);

    /** What the code gave, and to whom. */
    Optional<UsedCode> find(String code);

    /** Did the application redeem a code of this session? */
    boolean wasRedeemed(String session, String client);

    /**
     * What a code gave.
     *
     * @param refresh the line of refresh tokens, if there is one
     * @param logout whom the end of the session must be told to
     * @param acts of {@link org.hospiconnect.idp.audit.TrailRows}
     */
    record Claim(
            UsedCode code, Instant at, Optional<RefreshFamily> refresh, Optional<AwaitedLogout> logout, String acts) {}
}
