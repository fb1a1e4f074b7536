package org.hospiconnect.idp.client;

import static org.hospiconnect.idp.client.RegistrationFault.Reason.KEYS_BOTH;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.KEYS_MISSING;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.KEYS_UNREADABLE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.KEY_PRIVATE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.KEY_WEAK;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.KEY_WITHOUT_CERTIFICATE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.TLS_SUBJECT_MALFORMED;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.TLS_SUBJECT_MISSING;
import static org.hospiconnect.idp.client.RegistrationRules.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.X509CertUtils;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** What the keys of a registration must be: there when they are needed, public halves, and long enough. */
public final class ClientKeyRules {

    private static final Set<String> BY_KEY = Set.of("private_key_jwt", "self_signed_tls_client_auth");
    private static final Set<KeyType> ASYMMETRIC = Set.of(KeyType.RSA, KeyType.EC, KeyType.OKP);
    /** FAPI 2.0 §5.4.1. */
    private static final int LEAST_RSA_BITS = 2048;

    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 32;

    private ClientKeyRules() {}

    static List<RegistrationFault> faults(RelyingApplication application) {
        var faults = new ArrayList<RegistrationFault>();
        ClientKeys keys = application.keys();
        String method = application.authentication();
        boolean needed = BY_KEY.contains(method) || application.tokens().requireSignedRequest();
        check(faults, !needed || keys.canSign(), KEYS_MISSING, "keys: jwks or jwks-uri");
        check(faults, keys.jwks().isEmpty() || keys.jwksUri().isEmpty(), KEYS_BOTH, "keys: jwks and jwks-uri");
        keys.jwksUri().flatMap(AddressRules::https).ifPresent(faults::add);
        keys.jwks().ifPresent(text -> checkSet(faults, text, method.equals("self_signed_tls_client_auth")));
        check(
                faults,
                !method.equals("tls_client_auth") || keys.tlsSubjectDn().isPresent(),
                TLS_SUBJECT_MISSING,
                "keys: tls-subject-dn");
        keys.tlsSubjectDn().ifPresent(name -> check(faults, isName(name), TLS_SUBJECT_MALFORMED, name));
        return List.copyOf(faults);
    }

    private static void checkSet(List<RegistrationFault> faults, String text, boolean certificates) {
        Optional<JWKSet> set = read(text);
        check(faults, set.filter(keys -> !keys.isEmpty()).isPresent(), KEYS_UNREADABLE, "keys: jwks");
        set.ifPresent(keys -> keys.getKeys().forEach(key -> {
            String where = "keys: jwks, kid " + key.getKeyID();
            boolean open = ASYMMETRIC.contains(key.getKeyType()) && !key.isPrivate();
            check(faults, open, KEY_PRIVATE, where);
            check(faults, !open || isSound(key), KEY_WEAK, where);
            check(faults, !certificates || key.getX509CertChain() != null, KEY_WITHOUT_CERTIFICATE, where);
        }));
    }

    /** Those of a set that somebody published which a registration might hold as well: asymmetric and long enough. */
    public static JWKSet usable(JWKSet published) {
        return new JWKSet(published.toPublicJWKSet().getKeys().stream()
                .filter(key -> ASYMMETRIC.contains(key.getKeyType()) && isSound(key))
                .toList());
    }

    /** How people tell keys apart; the set was found right when it was registered. */
    static List<String> thumbprints(String jwks) {
        return read(jwks).map(JWKSet::getKeys).orElse(List.of()).stream()
                .map(ClientKeyRules::thumbprint)
                .toList();
    }

    private static String thumbprint(JWK key) {
        try {
            String certificate = key.getParsedX509CertChain() == null
                    ? ""
                    : "/x5t#S256:"
                            + X509CertUtils.computeSHA256Thumbprint(
                                    key.getParsedX509CertChain().getFirst());
            return key.getKeyID() + "/" + key.getKeyType() + ":" + key.computeThumbprint() + certificate;
        } catch (JOSEException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    private static Optional<JWKSet> read(String text) {
        try {
            return Optional.of(JWKSet.parse(text));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private static boolean isSound(JWK key) {
        return !(key instanceof RSAKey rsa) || isSound(rsa);
    }

    /**
     * From 2048 to 8192 bits, with an exponent from 3 to 32 bits: with 1 anybody can sign, and each bit more costs who verifies
     * as much as its whole signature should.
     */
    public static boolean isSound(RSAKey key) {
        BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
        return key.size() >= LEAST_RSA_BITS
                && key.size() <= MOST_RSA_BITS
                && exponent.compareTo(BigInteger.TWO) > 0
                && exponent.bitLength() <= MOST_EXPONENT_BITS;
    }

    private static boolean isName(String name) {
        try {
            return !new X500Principal(name).getName().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
