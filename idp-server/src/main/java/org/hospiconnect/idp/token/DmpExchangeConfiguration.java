package org.hospiconnect.idp.token;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What the exchange needs of settings and environment, as beans. */
@Configuration(proxyBeanMethods = false)
class DmpExchangeConfiguration {

    DmpExchangeConfiguration() {}

    @Bean
    DmpExchangeParameters dmpExchangeParameters(VihfSettings settings, Environment environment) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        return new DmpExchangeParameters(settings.acceptsTestIns(production));
    }

    @Bean
    DmpRules dmpRules(VihfSettings settings) {
        return new DmpRules(settings.means());
    }
}
