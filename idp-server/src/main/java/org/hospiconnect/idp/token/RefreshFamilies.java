package org.hospiconnect.idp.token;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/** Refresh families: one row each, so that the use of an old token is always seen. Added with the claim of their code. */
interface RefreshFamilies {

    Optional<RefreshFamily> find(String id);

    /**
     * Replaces the current token, with the acts that tell it; false, and nothing written, when {@code old} was not current any
     * more: somebody used it before.
     */
    boolean rotate(String id, Rotation rotation);

    /**
     * The next token of a family.
     *
     * @param acts of {@link org.hospiconnect.idp.audit.TrailRows}
     */
    record Rotation(Bytes old, Bytes next, Instant at, String acts) {}
}
