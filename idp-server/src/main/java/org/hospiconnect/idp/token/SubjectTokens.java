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
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.value.AddressSettings;

/** Verifies the {@code subject_token} of an exchange: one of our own access tokens (RFC 9068), of the same client. */
class SubjectTokens {

    /** Nimbus takes white space and padding in base64url; a token has one spelling. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private final KeyRing keys;
    private final AddressSettings address;
    private final Clock clock;

    SubjectTokens(KeyRing keys, AddressSettings address, Clock clock) {
        this.keys = keys;
        this.address = address;
        this.clock = clock;
    }

    /** Answers the session behind the token: its {@code sid}. */
    Checked<String> sid(String token, String clientId) {
        return verified(token)
                .<Checked<String>>map(claims -> sid(claims, clientId))
                .orElseGet(() -> new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_INVALID));
    }

    private Checked<String> sid(JWTClaimsSet claims, String clientId) {
        Date expiry = claims.getExpirationTime();
        Optional<String> sid = text(claims, "sid");
        if (!address.issuer().toString().equals(claims.getIssuer()) || expiry == null || sid.isEmpty()) {
            return new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_INVALID);
        }
        if (!text(claims, "client_id").equals(Optional.of(clientId))) {
            return new Checked.Refused<>(DmpRefusal.TOKEN_OF_ANOTHER_CLIENT);
        }
        if (!clock.instant().isBefore(expiry.toInstant())) {
            return new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_EXPIRED);
        }
        // RFC 7800: no proof of possession is read at this endpoint, so a bound token is never proved
        return claims.getClaim("cnf") == null
                ? new Checked.Passed<>(sid.get())
                : new Checked.Refused<>(DmpRefusal.BOUND_TOKEN_WITHOUT_PROOF);
    }

    private Optional<JWTClaimsSet> verified(String token) {
        if (!COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys.published())));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // ours, with a clock and a reason for each
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException | JOSEException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
