package org.hospiconnect.idp.token.possession;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ClientKey;
import org.hospiconnect.idp.token.ProofKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Keys, algorithms and signatures of proofs that are right in everything else; read by one filter for every endpoint. */
@JourneyTest
@Import(ProviderFixture.class)
class DpopKeyJourneyTest {

    private final Application client;
    private final ServerNonces nonces;

    @Autowired
    DpopKeyJourneyTest(ProviderFixture provider, ServerNonces nonces) {
        this.client = provider.application();
        this.nonces = nonces;
    }

    private Application.Answer push(String... headers) {
        return client.postAs("/oauth2/par", client.request(), headers);
    }

    private void assertTaken(String proof) {
        assertThat(push("DPoP", proof).status()).isEqualTo(201);
    }

    private void assertRefused(String... headers) {
        var answer = push(headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_dpop_proof");
    }

    private SignedJWT unsigned(JWSAlgorithm algorithm, JWK key) {
        var header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        var claims = ProofKey.claims("POST", client.issuer() + "/oauth2/par", nonces.current());
        return new SignedJWT(header, claims.build());
    }

    private String signed(JWSAlgorithm algorithm, JWK key, JWSSigner signer) throws JOSEException {
        var jwt = unsigned(algorithm, key);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private String right() {
        return ProofKey.fresh().proof("POST", client.issuer() + "/oauth2/par", nonces.current());
    }

    @Test
    @Requirement({"RFC9449-5.1", "RFC9449-4.3-5"})
    void each_algorithm_that_is_announced_is_taken() {
        var announced = ((List<?>) client.get("/.well-known/oauth-authorization-server")
                        .json()
                        .getOrDefault("dpop_signing_alg_values_supported", List.of()))
                .stream().map(Object::toString).toList();

        assertThat(announced).containsExactly("ES256", "EdDSA", "PS256");
        for (String algorithm : announced) {
            var key = new ProofKey(ClientKey.of(algorithm));
            assertTaken(key.proof("POST", client.issuer() + "/oauth2/par", nonces.current()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS512", "PS384", "PS512", "ES384", "ES512", "HS256"})
    @Requirement("RFC9449-4.3-5")
    void one_that_is_not_announced_is_refused_though_it_is_rightly_signed(String name) throws Exception {
        var algorithm = JWSAlgorithm.parse(name);
        if (name.startsWith("ES")) {
            var curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
            var key = new ECKeyGenerator(curve).generate();
            assertRefused("DPoP", signed(algorithm, key, new ECDSASigner(key)));
        } else {
            var key = new RSAKeyGenerator(2048).generate();
            byte[] known = key.toPublicJWK().toJSONString().getBytes(UTF_8);
            JWSSigner signer = name.equals("HS256") ? new MACSigner(known) : new RSASSASigner(key);
            assertRefused("DPoP", signed(algorithm, key, signer));
        }
    }

    @Test
    @Requirement("RFC9449-4.3-5")
    void a_key_of_another_sort_than_its_algorithm_is_refused() throws Exception {
        var rsa = new RSAKeyGenerator(2048).generate();
        var curve = new ECKeyGenerator(Curve.P_256).generate();

        assertRefused("DPoP", signed(JWSAlgorithm.PS256, curve, new RSASSASigner(rsa)));
        assertRefused("DPoP", signed(JWSAlgorithm.ES256, rsa, new ECDSASigner(curve)));
    }

    @Test
    @Requirement("HC-DPOP-KEY-SIZE")
    void an_rsa_key_has_2048_to_8192_bits() throws Exception {
        assertTaken(signed(fresh(2048)));
        assertRefused("DPoP", signed(fresh(1024)));
        assertRefused("DPoP", signed(ofManyPrimes()));
    }

    /** Each bit of the exponent is work for who verifies, before anybody is proved. */
    @ParameterizedTest
    @ValueSource(strings = {"4294967311", "18446744073709551629"})
    @Requirement("HC-DPOP-KEY-SIZE")
    void an_exponent_that_costs_much_is_refused(String exponent) throws Exception {
        assertTaken(signed(ofPrimes(2, 1024, new BigInteger("65537"))));
        assertRefused("DPoP", signed(ofPrimes(2, 1024, new BigInteger(exponent))));
    }

    private static KeyPair fresh(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** 17 primes of 512 bits: a key that is made at once and costs its reader a second. */
    private static KeyPair ofManyPrimes() throws GeneralSecurityException {
        return ofPrimes(17, 512, BigInteger.valueOf(65537));
    }

    private static KeyPair ofPrimes(int number, int bits, BigInteger exponent) throws GeneralSecurityException {
        var random = new SecureRandom();
        var primes = IntStream.range(0, number)
                .mapToObj(_ -> BigInteger.probablePrime(bits, random))
                .toList();
        var modulus = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
        var order = primes.stream()
                .map(prime -> prime.subtract(BigInteger.ONE))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        var factory = KeyFactory.getInstance("RSA");
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, exponent)),
                factory.generatePrivate(new RSAPrivateKeySpec(modulus, exponent.modInverse(order))));
    }

    /** By the JDK: Nimbus would not with such keys. */
    private String signed(KeyPair pair) throws GeneralSecurityException {
        var key = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).build();
        var jwt = unsigned(JWSAlgorithm.PS256, key);
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signature.initSign(pair.getPrivate());
        signature.update(jwt.getSigningInput());
        return new String(jwt.getSigningInput(), US_ASCII) + "." + Base64URL.encode(signature.sign());
    }

    @Test
    @Requirement("RFC9449-4.3-6")
    void a_signature_that_is_not_of_this_key_over_these_words_is_refused() {
        String right = right();
        String[] parts = right.split("\\.", -1);
        byte[] signature = new Base64URL(parts[2]).decode();
        byte[] flipped = signature.clone();
        flipped[40] ^= 1;

        Stream.of(new byte[64], flipped, Arrays.copyOf(signature, 63), Arrays.copyOf(signature, 65), new byte[1])
                .map(wrong -> parts[0] + "." + parts[1] + "." + Base64URL.encode(wrong))
                .forEach(proof -> assertRefused("DPoP", proof));
        String[] other = right().split("\\.", -1);
        assertRefused("DPoP", parts[0] + "." + parts[1] + "." + other[2]);
        assertRefused("DPoP", parts[0] + "." + other[1] + "." + parts[2]);
        assertRefused("DPoP", other[0] + "." + parts[1] + "." + parts[2]);
        assertTaken(right);
    }

    @Test
    @Requirement("RFC9449-4.3-1")
    void two_headers_are_refused_whatever_they_hold() {
        String right = right();

        assertRefused("DPoP", right, "DPoP", right);
        assertRefused("DPoP", right, "dpop", right());
        assertRefused("DPoP", right, "DPoP", "");
        assertRefused("DPoP", "", "DPoP", right);
        assertRefused("DPoP", right + "," + right);
        assertTaken(right);
    }
}
