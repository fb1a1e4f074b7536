package org.hospiconnect.idp.assurance;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of levels in this deployment, as a bean. */
@Configuration(proxyBeanMethods = false)
class AssuranceConfiguration {

    AssuranceConfiguration() {}

    @Bean
    AcrNames acrNames(AssuranceSettings settings, AddressSettings address, List<LevelSource> sources) {
        return new AcrNames(
                settings.acrBase().map(URI::toString).orElseGet(() -> address.page("/acr/")),
                sources.stream().flatMap(source -> source.levels().stream()).collect(Collectors.toSet()));
    }
}
