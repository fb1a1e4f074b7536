package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.stereotype.Component;

/** Reads back what we signed ourselves: one spelling, our type, our key, our issuer. Time is the caller's question. */
@Component
class OwnJwts {

    static final int LONGEST = 8192;

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private final KeyRing keys;
    private final AddressSettings address;

    OwnJwts(KeyRing keys, AddressSettings address) {
        this.keys = keys;
        this.address = address;
    }

    /** Empty for anything that we did not sign as this type. */
    Optional<JWTClaimsSet> read(JOSEObjectType type, String token) {
        if (!StrictJwt.isInOneSpelling(token, LONGEST)) {
            return Optional.empty();
        }
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys.published())));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // issuer below, time with the caller's clock
        try {
            return Optional.of(processor.process(token, null))
                    .filter(claims -> address.issuer().toString().equals(claims.getIssuer()));
        } catch (ParseException | BadJOSEException | JOSEException _) {
            return Optional.empty();
        }
    }

    static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
