package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.keys.VerifyingKey;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.stereotype.Component;

/** Reads back what we signed ourselves: one spelling, our type, our key, our issuer. Time is the caller's question. */
@Component
public class OwnJwts {

    public static final int LONGEST = 8192;

    /** What we write and nothing else: no {@code crit}, no key or address of one inside. */
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final KeyRing keys;
    private final AddressSettings address;
    private final RememberedSignatures signatures = new RememberedSignatures();

    public OwnJwts(KeyRing keys, AddressSettings address) {
        this.keys = keys;
        this.address = address;
    }

    /** Empty for anything that we did not sign as this type. */
    public Optional<JWTClaimsSet> read(JOSEObjectType type, String token) {
        if (!StrictJwt.isInOneSpelling(token, LONGEST)) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            return verified(type, jwt)
                    ? Optional.of(jwt.getJWTClaimsSet())
                            .filter(claims -> address.issuer().toString().equals(claims.getIssuer()))
                    : Optional.empty();
        } catch (ParseException | JOSEException _) {
            return Optional.empty();
        }
    }

    private boolean verified(JOSEObjectType type, SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        if (!header.getIncludedParams().equals(HEADER) || !type.equals(header.getType())) {
            return false;
        }
        Optional<VerifyingKey> key = keys.find(KeyPurpose.TOKENS, header.getKeyID());
        // RFC 8725 §3.1: the key says which algorithm is meant, not the token
        return key.isPresent()
                && key.get().algorithm().equals(header.getAlgorithm())
                && signatures.isRight(jwt, key.get());
    }

    public static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
