package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key ring as the framework's encoder and JWKS endpoint ask for it: the active key first, with its private half. */
@Configuration
class SigningKeys {

    SigningKeys() {}

    @Bean
    JWKSource<SecurityContext> jwkSource(KeyRing ring) {
        return (selector, _) -> {
            JWK active = ring.active(JWSAlgorithm.ES256);
            var others = ring.published().getKeys().stream()
                    .filter(key -> !key.getKeyID().equals(active.getKeyID()));
            return selector.select(
                    new JWKSet(Stream.concat(Stream.of(active), others).toList()));
        };
    }
}
