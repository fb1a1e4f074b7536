package org.hospiconnect.idp.token.possession;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.client.ClientKeyRules;
import org.hospiconnect.idp.token.ClientJwts;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.DpopProof;
import org.hospiconnect.idp.token.OwnJwts;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.StrictJwt;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.TokenSettings;
import org.springframework.stereotype.Component;

/** Verifies proofs of possession, by the numbers of RFC 9449 §4.3; the same for every endpoint. */
@Component
public class DpopProofs {

    public static final String HEADER = "DPoP";

    /** FAPI 2.0 §5.4.1, for all: nobody has old DPoP keys. */
    private static final Map<JWSAlgorithm, Class<? extends JWK>> ALGORITHMS = Map.of(
            JWSAlgorithm.ES256, ECKey.class,
            JWSAlgorithm.PS256, RSAKey.class,
            JWSAlgorithm.EdDSA, OctetKeyPair.class);

    private static final int LONGEST = 4096;
    private static final int LONGEST_ID = 256;

    private static final Duration OLDEST = Duration.ofSeconds(60);
    /** FAPI 2.0 §5.3.2.1: clocks of clients run ahead. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    /** Longer than any proof is timely, by nonce or by {@code iat}. */
    private static final Duration REMEMBERED = ServerNonces.LIFE.plus(OLDEST);

    private final ServerNonces nonces;
    private final ReplayMarks marks;
    private final OwnAddresses addresses;
    private final TokenSettings settings;
    private final Clock clock;

    DpopProofs(ServerNonces nonces, ReplayMarks marks, OwnAddresses addresses, TokenSettings settings, Clock clock) {
        this.nonces = nonces;
        this.marks = marks;
        this.addresses = addresses;
        this.settings = settings;
        this.clock = clock;
    }

    public static List<String> algorithms() {
        return ALGORITHMS.keySet().stream().map(JWSAlgorithm::getName).sorted().toList();
    }

    /** The proof that came with the request, if one did; refused when it is not right. */
    Optional<DpopProof> read(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        // 1. not more than one
        if (headers.size() > 1) {
            throw CountedError.of(TokenRefusal.DPOP_INVALID);
        }
        // 2. one well-formed JWT
        SignedJWT proof = StrictJwt.parseWithKey(headers.getFirst(), LONGEST)
                .orElseThrow(() -> CountedError.of(TokenRefusal.DPOP_INVALID));
        try {
            return Optional.of(verified(proof, request));
        } catch (ParseException | JOSEException _) {
            throw CountedError.of(TokenRefusal.DPOP_INVALID);
        }
    }

    private DpopProof verified(SignedJWT proof, HttpServletRequest request) throws ParseException, JOSEException {
        JWK key = proof.getHeader().getJWK();
        // 4. typ, 5. algorithm, 7. no private key; and long enough
        if (key == null || !isDpop(proof) || !fits(key, proof.getHeader().getAlgorithm())) {
            throw CountedError.of(TokenRefusal.DPOP_INVALID);
        }
        // 6. signature by the key of the header
        if (!ClientJwts.verifies(key, proof)) {
            throw CountedError.of(TokenRefusal.DPOP_INVALID);
        }
        JWTClaimsSet claims = proof.getJWTClaimsSet();
        // 8. htm, 9. htu
        boolean here =
                OwnJwts.text(claims, "htm").filter(request.getMethod()::equals).isPresent()
                        && OwnJwts.text(claims, "htu")
                                .filter(address -> addresses.isOf(request, address))
                                .isPresent();
        if (!here) {
            throw CountedError.of(TokenRefusal.DPOP_ELSEWHERE);
        }
        // 10. nonce
        Optional<String> nonce = OwnJwts.text(claims, "nonce");
        requireNonce(nonce);
        // 11. not old; and 3. with a name of its own
        if (!isTimely(claims, nonce.isPresent()) || !hasName(claims)) {
            throw CountedError.of(TokenRefusal.DPOP_TIME);
        }
        // 12. ath: done in BearerTokens, which has the access token
        return new DpopProof(key.computeThumbprint().toString(), claims.getJWTID(), OwnJwts.text(claims, "ath"));
    }

    private static boolean isDpop(SignedJWT proof) {
        var type = proof.getHeader().getType();
        return type != null && type.getType().equals("dpop+jwt");
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        if (key.isPrivate() || !key.getClass().equals(ALGORITHMS.get(algorithm))) {
            return false;
        }
        return switch (key) {
            case ECKey curve -> Curve.P_256.equals(curve.getCurve());
            case RSAKey rsa -> ClientKeyRules.isSound(rsa);
            default -> true;
        };
    }

    /** A nonce that came is looked at even where none is demanded: a wrong one is never fine. */
    private void requireNonce(Optional<String> nonce) {
        boolean good = nonce.map(nonces::isGood).orElse(!settings.dpopNonce());
        if (!good) {
            throw CountedError.of(TokenRefusal.DPOP_NONCE);
        }
    }

    /** §4.3 number 11: our nonce says when the proof was made, by our clock; without one {@code iat} does, by the client's. */
    private boolean isTimely(JWTClaimsSet claims, boolean dated) {
        var at = claims.getIssueTime();
        if (at == null || dated) {
            return at != null;
        }
        Instant now = clock.instant();
        return !at.toInstant().isBefore(now.minus(OLDEST)) && !at.toInstant().isAfter(now.plus(AHEAD));
    }

    private static boolean hasName(JWTClaimsSet claims) {
        String id = claims.getJWTID();
        return id != null && !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    /** §11.1: each proof once, on all nodes. Called when client or token are proved, so that strangers fill nothing. */
    public void claim(Possession possession) {
        possession.proof().ifPresent(proof -> {
            if (!marks.claim("dpop", proof.thumbprint() + " " + proof.jti(), REMEMBERED)) {
                throw CountedError.of(TokenRefusal.DPOP_REPLAYED);
            }
        });
    }
}
