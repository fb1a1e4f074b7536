package org.hospiconnect.idp.authenticator.totp;

import org.hospiconnect.idp.value.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Where passwords are checked in this deployment, as beans. */
@Configuration(proxyBeanMethods = false)
@Conditional(SomebodyMay.class)
class TotpConfiguration {

    TotpConfiguration() {}

    @Bean
    PasswordRoom passwordRoom(TotpSettings settings) {
        return new PasswordRoom(
                settings.password().places(), settings.password().waiting());
    }

    @Bean
    Passwords passwords(TotpSettings settings, Secrets secrets) {
        return new Passwords(settings.password(), secrets);
    }
}
