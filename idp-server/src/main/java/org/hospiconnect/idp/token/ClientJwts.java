package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/** Reads what an application signed with one of its registered keys; which claims it must have is the caller's question. */
@Component
public class ClientJwts {

    /** FAPI 2.0 §5.4.1; RS256 for those outside it. */
    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA, JWSAlgorithm.RS256);

    private final ClientKeySets keySets;

    ClientJwts(ClientKeySets keySets) {
        this.keySets = keySets;
    }

    /**
     * One sort of object that applications sign.
     *
     * @param types allowed in {@code typ}, lower case; the empty one for none
     * @param longest in characters
     */
    public record Kind(Set<String> types, int longest) {

        public Kind {
            types = Set.copyOf(types);
        }
    }

    public Optional<JWTClaimsSet> read(RelyingApplication client, String text, Kind kind) {
        return verified(client, text, kind).flatMap(ClientJwts::claims);
    }

    /** The same for who must see how the claims are spelled. */
    public Optional<SignedJWT> verified(RelyingApplication client, String text, Kind kind) {
        return StrictJwt.parse(text, kind.longest())
                .filter(jwt -> isOf(kind, jwt) && mayUse(client, jwt.getHeader().getAlgorithm()))
                .filter(jwt -> isSignedBy(client, jwt));
    }

    private static boolean isOf(Kind kind, SignedJWT jwt) {
        var type = jwt.getHeader().getType();
        return kind.types().contains(type == null ? "" : type.getType().toLowerCase(Locale.ROOT));
    }

    private static boolean mayUse(RelyingApplication client, JWSAlgorithm algorithm) {
        boolean fapi = client.profile() == RelyingApplication.Profile.FAPI2;
        return ALGORITHMS.contains(algorithm) && !(fapi && algorithm.equals(JWSAlgorithm.RS256));
    }

    private boolean isSignedBy(RelyingApplication client, SignedJWT jwt) {
        var wanted = new JWKSelector(new JWKMatcher.Builder()
                .keyType(com.nimbusds.jose.jwk.KeyType.forAlgorithm(
                        jwt.getHeader().getAlgorithm()))
                .keyUses(KeyUse.SIGNATURE, null)
                .keyID(jwt.getHeader().getKeyID())
                .build());
        List<JWK> fitting = keySets.find(client, set -> !wanted.select(set).isEmpty())
                .map(wanted::select)
                .orElse(List.of());
        return fitting.stream().limit(10).anyMatch(key -> verifies(key, jwt));
    }

    public static boolean verifies(JWK key, SignedJWT jwt) {
        try {
            if (key instanceof OctetKeyPair pair) {
                return Ed25519.verifies(pair, jwt);
            }
            return key instanceof AsymmetricJWK asymmetric
                    && jwt.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()));
        } catch (JOSEException _) {
            return false;
        }
    }

    private static Optional<JWTClaimsSet> claims(SignedJWT jwt) {
        try {
            return Optional.of(jwt.getJWTClaimsSet());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    public static List<String> names() {
        return ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().toList();
    }

    /** Keys of a registration. */
    static JWKSet parse(String jwks) {
        try {
            return JWKSet.parse(jwks);
        } catch (ParseException broken) {
            throw new IllegalStateException("keys are read when they are registered", broken);
        }
    }
}
