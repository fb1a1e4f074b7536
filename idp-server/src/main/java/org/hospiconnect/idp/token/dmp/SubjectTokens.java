package org.hospiconnect.idp.token.dmp;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.hospiconnect.idp.session.Wanted;
import org.hospiconnect.idp.token.AccessTokenClaims;
import org.hospiconnect.idp.token.AccessTokens;
import org.hospiconnect.idp.token.OwnJwts;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.Revocations;
import org.hospiconnect.idp.token.SessionNames;
import org.hospiconnect.idp.token.Tokens;
import org.springframework.stereotype.Component;

/** Verifies the {@code subject_token} of an exchange: one of our own access tokens (RFC 9068), of the same client. */
@Component
class SubjectTokens {

    private final OwnJwts jwts;
    private final SessionNames names;
    private final Revocations revocations;
    private final Clock clock;

    SubjectTokens(OwnJwts jwts, SessionNames names, Revocations revocations, Clock clock) {
        this.names = names;
        this.jwts = jwts;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** The session behind a token, and what it was given for. */
    record Subject(String sid, Wanted wanted) {}

    Checked<Subject> read(String token, String clientId, Possession possession) {
        return jwts.read(Tokens.ACCESS_TOKEN, token)
                .<Checked<Subject>>map(claims -> read(claims, clientId, possession))
                .orElseGet(() -> new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_INVALID));
    }

    private Checked<Subject> read(JWTClaimsSet claims, String clientId, Possession possession) {
        Date expiry = claims.getExpirationTime();
        String id = claims.getJWTID();
        Optional<String> sid = names.sid(claims);
        if (expiry == null || id == null || sid.isEmpty()) {
            return new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_INVALID);
        }
        if (!OwnJwts.text(claims, "client_id").equals(Optional.of(clientId))) {
            return new Checked.Refused<>(DmpRefusal.TOKEN_OF_ANOTHER_CLIENT);
        }
        if (!clock.instant().isBefore(expiry.toInstant())) {
            return new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_EXPIRED);
        }
        if (revocations.isTokenEnded(id, AccessTokenClaims.familyOf(id))) {
            return new Checked.Refused<>(DmpRefusal.SUBJECT_TOKEN_REVOKED);
        }
        // RFC 7800: a bound token counts with its key only
        return AccessTokens.confirmation(claims).map(possession::shows).orElse(claims.getClaim("cnf") == null)
                ? new Checked.Passed<>(new Subject(sid.get(), AccessTokens.wanted(claims, clientId)))
                : new Checked.Refused<>(DmpRefusal.BOUND_TOKEN_WITHOUT_PROOF);
    }
}
