package org.hospiconnect.idp.client;

import java.util.List;
import java.util.Optional;

/** The applications of this deployment; what {@code find} returns is at most 5 s old. */
public interface Clients {

    Optional<RelyingApplication> find(String clientId);

    List<RelyingApplication> all();

    /** Adds or replaces by id. */
    void put(RelyingApplication application);
}
