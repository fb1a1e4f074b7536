package org.hospiconnect.idp.directory;

import java.util.List;
import java.util.Optional;

/** The establishments of the group. */
public interface Establishments {

    Optional<Establishment> find(String finess);

    List<Establishment> all();

    /** Adds or changes by FINESS number; the {@code tid} of the first call stays. */
    void put(Establishment establishment);
}
