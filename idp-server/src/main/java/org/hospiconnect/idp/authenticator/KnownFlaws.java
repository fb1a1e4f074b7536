package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.ModelFlaw;
import org.hospiconnect.idp.assurance.ModelFlaws;
import org.hospiconnect.idp.value.Copies;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Models in people's hands of which the world says that their keys are not safe; asked at each assessment, read every 5 s. */
@Component
class KnownFlaws implements ModelFlaws {

    private static final String ALL = "all";
    private static final Set<ModelStanding> UNSAFE = EnumSet.of(ModelStanding.REVOKED, ModelStanding.COMPROMISED);

    private final KeyModels models;
    private final Copies<String, Set<String>> unsafe;

    KnownFlaws(KeyModels models, Clock clock) {
        this.models = models;
        this.unsafe = new Copies<>(clock, 1);
    }

    @Override
    public Optional<ModelFlaw> of(String kind, String model) {
        return unsafe.find(ALL, () -> Optional.of(read()))
                .filter(found -> found.contains(model))
                .map(_ -> ModelFlaw.KEY_COMPROMISED);
    }

    private Set<String> read() {
        return models.held().stream()
                .filter(held -> UNSAFE.contains(held.standing()))
                .map(KeyModels.Held::model)
                .collect(Collectors.toUnmodifiableSet());
    }

    @EventListener
    void changed(KeyModelsChanged change) {
        unsafe.forgetAll();
    }
}
