package org.hospiconnect.idp.keys;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The published keys as the framework's JWKS endpoint asks for them: it never sees a private half. */
@Configuration
class SigningKeys {

    SigningKeys() {}

    @Bean
    JWKSource<SecurityContext> jwkSource(KeyRing ring) {
        return (selector, _) -> selector.select(ring.published());
    }
}
