package org.hospiconnect.idp.directory;

import java.util.List;
import java.util.Optional;

/** The establishments of the group. */
public interface Establishments {

    Optional<Establishment> find(String finess);

    List<Establishment> all();

    void add(Establishment establishment);
}
