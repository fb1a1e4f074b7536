package org.hospiconnect.idp.authenticator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that somebody vouches for. */
public interface KeyModels {

    Optional<KeyModel> find(String model);

    /** These and no others, from now on; within the caller's transaction. Whoever holds means of a model feels it at once. */
    void replace(List<KeyModel> models);

    /** Those of the list whose standing is lowered, held or not. */
    Map<String, ModelStanding> lowered();

    /** Standings of the models that somebody holds a usable means of. */
    List<Held> held();

    /** A model in people's hands. */
    record Held(String model, ModelStanding standing, int holders) {}
}
