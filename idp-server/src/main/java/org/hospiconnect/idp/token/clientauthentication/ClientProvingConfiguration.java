package org.hospiconnect.idp.token.clientauthentication;

import java.time.Clock;
import org.hospiconnect.idp.certificate.TrustedChains;
import org.hospiconnect.idp.client.ClientSecrets;
import org.hospiconnect.idp.token.ClientKeySets;
import org.hospiconnect.idp.token.TokenSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways in which clients prove themselves that need no bean of their own; {@link ClientAssertions} is one more. */
@Configuration(proxyBeanMethods = false)
class ClientProvingConfiguration {

    ClientProvingConfiguration() {}

    @Bean
    ClientProving clientSecretBasic(ClientSecrets secrets) {
        return new SecretProving("client_secret_basic", ClientProof.Way.BASIC, secrets);
    }

    @Bean
    ClientProving clientSecretPost(ClientSecrets secrets) {
        return new SecretProving("client_secret_post", ClientProof.Way.POST, secrets);
    }

    @Bean
    @ConditionalOnProperty("hospiconnect.token.machine-address")
    ClientProving tlsClientAuth(TokenSettings settings, Clock clock) {
        var authorities = new TrustedChains(settings.clientAuthorities());
        return new CertificateProving("tls_client_auth", CertificateProving.bySubject(authorities), clock);
    }

    @Bean
    @ConditionalOnProperty("hospiconnect.token.machine-address")
    ClientProving selfSignedTlsClientAuth(ClientKeySets keySets, Clock clock) {
        return new CertificateProving("self_signed_tls_client_auth", CertificateProving.byRegistration(keySets), clock);
    }

    @Bean
    ClientProving none() {
        return new NameProving();
    }
}
