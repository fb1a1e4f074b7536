package org.hospiconnect.idp.authenticator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.ModelFacts;

/** The models that somebody vouches for. */
public interface KeyModels {

    Optional<KeyModel> find(String model);

    /** These and no others, from now on; within the caller's transaction. Whoever holds means of a model feels it at once. */
    void replace(List<KeyModel> models);

    /** Those of the list whose standing is lowered, held or not. */
    Map<String, ModelStanding> lowered();

    /** What is said of each of the list now. */
    Map<String, ModelFacts> facts();

    /** Standings of the models that somebody holds a usable means of. */
    List<Held> held();

    /** A model in people's hands. */
    record Held(String model, ModelStanding standing, Certification certification, int holders) {}
}
