package org.hospiconnect.idp.assurance;

import java.net.URI;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of levels in this deployment, as a bean. */
@Configuration(proxyBeanMethods = false)
class AssuranceConfiguration {

    AssuranceConfiguration() {}

    @Bean
    AcrNames acrNames(AssuranceSettings settings, AddressSettings address) {
        return new AcrNames(settings.acrBase().map(URI::toString).orElseGet(() -> address.page("/acr/")));
    }
}
