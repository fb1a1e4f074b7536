package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.ModelFlaw;
import org.hospiconnect.idp.assurance.ModelFlaws;
import org.hospiconnect.idp.value.Copies;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the world says against models; asked at each assessment, read every 5 s. */
@Component
class KnownFlaws implements ModelFlaws {

    private static final String ALL = "all";

    private final KeyModels models;
    private final Copies<String, Map<String, ModelStanding>> lowered;

    KnownFlaws(KeyModels models, Clock clock) {
        this.models = models;
        this.lowered = new Copies<>(clock, 1);
    }

    @Override
    public Optional<ModelFlaw> of(String kind, String model) {
        return lowered.find(ALL, () -> Optional.of(models.lowered()))
                .map(all -> all.get(model))
                .map(standing -> standing == ModelStanding.BYPASSED
                        ? ModelFlaw.VERIFICATION_BYPASSED
                        : ModelFlaw.KEY_COMPROMISED);
    }

    @EventListener
    void changed(KeyModelsChanged change) {
        lowered.forgetAll();
    }
}
