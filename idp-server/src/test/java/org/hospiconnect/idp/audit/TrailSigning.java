package org.hospiconnect.idp.audit;

import java.time.Clock;
import org.hospiconnect.idp.keys.TestTrailSigner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Signs as the whole server does, for tests of the trail alone. */
@TestConfiguration(proxyBeanMethods = false)
class TrailSigning {

    @Bean
    TrailSigner trailSigner(JdbcClient jdbc, PlatformTransactionManager transactions, AuditTrail trail, Clock clock) {
        return TestTrailSigner.on(jdbc, transactions, trail, clock).signer();
    }
}
