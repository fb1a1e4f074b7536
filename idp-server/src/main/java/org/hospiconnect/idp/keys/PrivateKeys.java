package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;

/** Makes and opens private keys: wrapped in the database, or in a PKCS#11 token. A key stays where it was made. */
@Component
class PrivateKeys {

    private static final int RSA_BITS = 2048;

    private final KeyEncryptionKey keyEncryption;
    /** Where new keys are made. */
    private final Optional<Pkcs11Token.Open> token;
    /** Where keys may still be, made or not made there now. */
    private final Optional<Pkcs11Token.Open> anyToken;

    private final Signers signers;

    PrivateKeys(KeyEncryptionKey keyEncryption, Pkcs11Token token, Signers signers) {
        this.keyEncryption = keyEncryption;
        this.token = token.forSigning();
        this.anyToken = token.open();
        this.signers = signers;
    }

    /** @param wrapped empty when the token has it */
    record Made(JWK publicKey, Optional<Bytes> wrapped) {}

    /** Java knows no EdDSA in tokens. */
    Set<JWSAlgorithm> algorithms() {
        return Signers.ALGORITHMS.stream()
                .filter(algorithm -> token.isEmpty() || !algorithm.equals(JWSAlgorithm.EdDSA))
                .collect(Collectors.toUnmodifiableSet());
    }

    Made make(JWSAlgorithm algorithm) {
        try {
            // a ring that was there before the token goes on as it was, where the token can't have its keys
            return token.isPresent() && algorithms().contains(algorithm)
                    ? inToken(token.get(), algorithm)
                    : wrapped(algorithm);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("cannot make a key for " + algorithm, impossible);
        }
    }

    JWSSigner signer(SigningKeyRow row) {
        JWSAlgorithm algorithm = row.ring().algorithm();
        return row.wrapped()
                .map(wrapped -> signers.signer(algorithm, unwrap(row.kid(), wrapped)))
                .orElseGet(() -> inToken(row.kid(), algorithm));
    }

    /** Is its private half there, wrapped or in the token, and that of this public key? */
    boolean holds(SigningKeyRow row) {
        return row.wrapped().isPresent()
                ? opens(row.kid(), row.wrapped().get())
                : anyToken.filter(open -> Pkcs11Keys.has(open, row.kid())).isPresent();
    }

    private boolean opens(String kid, Bytes wrapped) {
        return keyEncryption
                .tryUnwrap(wrapped, kid)
                .map(secret -> new String(secret.toArray(), StandardCharsets.UTF_8))
                .filter(text -> isOf(kid, text))
                .isPresent();
    }

    private static boolean isOf(String kid, String jwk) {
        try {
            return JWK.parse(jwk).computeThumbprint().toString().equals(kid);
        } catch (ParseException | JOSEException _) {
            return false;
        }
    }

    /** Does the token of the settings have it? Empty where the settings name none: nobody here can tell. */
    Optional<Boolean> isInToken(String kid) {
        return anyToken.map(open -> Pkcs11Keys.mayHave(open, kid));
    }

    /** Gone from the token when this returns true; a token that is away or that refuses keeps it, for another try. */
    boolean destroyInToken(String kid) {
        return anyToken.filter(open -> Pkcs11Keys.remove(open, kid)).isPresent();
    }

    private Made wrapped(JWSAlgorithm algorithm) throws JOSEException {
        JWK made = signers.generate(algorithm);
        Bytes secret = Bytes.of(made.toJSONString().getBytes(StandardCharsets.UTF_8));
        return new Made(made.toPublicJWK(), Optional.of(keyEncryption.wrap(secret, made.getKeyID())));
    }

    private JWK unwrap(String kid, Bytes wrapped) {
        try {
            byte[] text = keyEncryption.unwrap(wrapped, kid).toArray();
            return JWK.parse(new String(text, StandardCharsets.UTF_8));
        } catch (ParseException broken) {
            throw new IllegalStateException("signing key " + kid + " is not a JWK", broken);
        }
    }

    private static Made inToken(Pkcs11Token.Open open, JWSAlgorithm algorithm) throws JOSEException {
        boolean curve = JWSAlgorithm.ES256.equals(algorithm);
        KeyPair pair = curve
                ? Pkcs11Keys.generate(open, "EC", new ECGenParameterSpec("secp256r1"))
                : Pkcs11Keys.generate(open, "RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
        JWK made = curve
                ? new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm)
                        .keyIDFromThumbprint()
                        .build()
                : new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm)
                        .keyIDFromThumbprint()
                        .build();
        Pkcs11Keys.keep(open, made.getKeyID(), pair);
        return new Made(made, Optional.empty());
    }

    private JWSSigner inToken(String kid, JWSAlgorithm algorithm) {
        Pkcs11Token.Open open = token.orElseThrow(() -> new IllegalStateException("the signing key " + kid
                + " is in a PKCS#11 token: hospiconnect.keys.pkcs11 must name it, with signing-keys: true"));
        return signers.signer(algorithm, Pkcs11Keys.signing(open, kid), open.provider());
    }
}
