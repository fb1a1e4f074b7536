package org.hospiconnect.idp.token;

import org.hospiconnect.idp.client.ClientSecrets;
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
    ClientProving none() {
        return new NameProving();
    }
}
