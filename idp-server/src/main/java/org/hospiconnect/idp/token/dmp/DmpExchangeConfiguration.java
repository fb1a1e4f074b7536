package org.hospiconnect.idp.token.dmp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What the exchange needs of settings and environment, as beans. */
@Configuration(proxyBeanMethods = false)
class DmpExchangeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DmpExchangeConfiguration.class);

    DmpExchangeConfiguration() {}

    @Bean
    DmpExchangeParameters dmpExchangeParameters(VihfSettings settings, Environment environment) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        return new DmpExchangeParameters(settings.acceptsTestIns(production));
    }

    @Bean
    DmpRules dmpRules(VihfSettings settings) {
        var check = settings.rppsCheck();
        if (check.isLoosened()) {
            LOG.atWarn()
                    .addKeyValue("age", check.age())
                    .addKeyValue("reservation", check.reservation().orElseThrow())
                    .log("verifications of RPPS numbers may be older than 24 months");
        }
        return new DmpRules(settings.means(), check.age());
    }
}
