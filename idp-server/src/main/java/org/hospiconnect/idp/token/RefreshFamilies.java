package org.hospiconnect.idp.token;

import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/** Refresh families: one row each, so that the use of an old token is always seen. */
interface RefreshFamilies {

    void add(RefreshFamily family);

    Optional<RefreshFamily> find(String id);

    /** Replaces the current token; false when {@code old} was not current any more: somebody used it before. */
    boolean rotate(String id, Bytes old, Bytes next);
}
