package org.hospiconnect.idp.token;

import org.hospiconnect.idp.session.Sessions;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** {@link SoakFlow} for tests outside this package. */
@TestConfiguration(proxyBeanMethods = false)
@Import(ProviderFixture.class)
public class SoakFlowFixture {

    SoakFlowFixture() {}

    @Bean
    SoakFlow soakFlow(ProviderFixture provider, Sessions sessions) {
        return new SoakFlow(provider, sessions);
    }
}
