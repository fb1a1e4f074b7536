package org.hospiconnect.idp.assurance;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules and the names of levels in this deployment, as beans. */
@Configuration(proxyBeanMethods = false)
class AssuranceConfiguration {

    AssuranceConfiguration() {}

    @Bean
    LevelRules levelRules(AssuranceSettings settings, Optional<KnownModels> models) {
        return new LevelRules(settings, models.orElse((_, _) -> ModelFacts.UNKNOWN));
    }

    @Bean
    AcrNames acrNames(AssuranceSettings settings, AddressSettings address, List<LevelSource> sources) {
        return new AcrNames(
                settings.acrBase().map(URI::toString).orElseGet(() -> address.page("/acr/")),
                sources.stream().flatMap(source -> source.levels().stream()).collect(Collectors.toSet()));
    }
}
