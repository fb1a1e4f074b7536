package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.KnownModels;
import org.hospiconnect.idp.assurance.ModelFacts;
import org.hospiconnect.idp.value.Copies;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the world says of models; asked at each assessment, read every 5 s. */
@Component
class ListedModels implements KnownModels {

    private static final String ALL = "all";

    private final KeyModels models;
    private final Copies<String, Map<String, ModelFacts>> said;

    ListedModels(KeyModels models, Clock clock) {
        this.models = models;
        this.said = new Copies<>(clock, 1);
    }

    @Override
    public ModelFacts of(String kind, String model) {
        return said.find(ALL, () -> Optional.of(models.facts()))
                .map(all -> all.getOrDefault(model, ModelFacts.UNKNOWN))
                .orElse(ModelFacts.UNKNOWN);
    }

    @EventListener
    void changed(KeyModelsChanged change) {
        said.forgetAll();
    }
}
