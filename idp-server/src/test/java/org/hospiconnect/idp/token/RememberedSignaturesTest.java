package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.VerifyingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was right once is not taken for anything else. */
@Requirement("HC-SIGNATURES-REMEMBERED")
class RememberedSignaturesTest {

    private final ECKey ours = key();
    private final ECKey another = key();
    private final Counting verifier = counting(ours);
    private final VerifyingKey key = new VerifyingKey(JWSAlgorithm.ES256, verifier);
    private final RememberedSignatures signatures = new RememberedSignatures(5);

    @Test
    void a_right_signature_is_reckoned_once() throws Exception {
        String token = token(ours, "a");

        assertThat(isRight(token, key)).isTrue();
        assertThat(isRight(token, key)).isTrue();
        assertThat(verifier.asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_part_of_another_token_is_wrong_after_both_were_right(int part) throws Exception {
        String[] one = token(ours, "a").split("\\.", -1);
        String[] other = token(ours, "b", "k2").split("\\.", -1);
        assertThat(isRight(String.join(".", one), key)).isTrue();
        assertThat(isRight(String.join(".", other), key)).isTrue();

        one[part] = other[part];

        assertThat(isRight(String.join(".", one), key)).isFalse();
    }

    @Test
    void what_one_key_signed_is_not_right_under_another() throws Exception {
        String token = token(ours, "a");
        assertThat(isRight(token, key)).isTrue();

        assertThat(isRight(token, new VerifyingKey(JWSAlgorithm.ES256, counting(another))))
                .isFalse();
    }

    @Test
    void a_wrong_one_is_not_kept() throws Exception {
        String wrong = token(another, "a");

        assertThat(isRight(wrong, key)).isFalse();
        assertThat(isRight(wrong, key)).isFalse();
        assertThat(verifier.asked).hasValue(2);
        assertThat(signatures.size()).isZero();
    }

    @Test
    void no_more_are_kept_than_were_allowed() throws Exception {
        for (int n = 0; n < 50; n++) {
            assertThat(isRight(token(ours, "a" + n), key)).isTrue();
        }
        assertThat(signatures.size()).isBetween(1L, 5L);
    }

    private boolean isRight(String token, VerifyingKey with) throws JOSEException, ParseException {
        return signatures.isRight(SignedJWT.parse(token), with);
    }

    private static String token(ECKey key, String subject) throws JOSEException {
        return token(key, subject, "k1");
    }

    private static String token(ECKey key, String subject, String kid) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build();
        var jwt = new SignedJWT(
                header, new JWTClaimsSet.Builder().subject(subject).build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Counting counting(ECKey key) {
        try {
            return new Counting(new ECDSAVerifier(key.toPublicJWK()), new AtomicInteger());
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A real verifier, and how often it was asked. */
    private record Counting(JWSVerifier real, AtomicInteger asked) implements JWSVerifier {

        @Override
        public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
            asked.incrementAndGet();
            return real.verify(header, signed, signature);
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return real.supportedJWSAlgorithms();
        }

        @Override
        public JCAContext getJCAContext() {
            return real.getJCAContext();
        }
    }
}
