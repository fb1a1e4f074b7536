package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignersTest {

    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private final NativeCrypto crypto = new NativeCrypto();
    private final Signers quick = new Signers(crypto);
    private final Signers plain = new Signers(new NativeCrypto(Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "PS256", "EdDSA"})
    @Requirement({"RFC7518-3.1", "HC-KEYS-NATIVE"})
    void what_one_provider_signs_the_other_verifies_and_nothing_else(String name) throws Exception {
        var algorithm = JWSAlgorithm.parse(name);
        JWK key = quick.generate(algorithm);
        JWK stranger = quick.generate(algorithm);
        var header = new JWSHeader(algorithm);

        for (Signers signing : Set.of(quick, plain)) {
            Base64URL signature = signing.signer(algorithm, key).sign(header, TEXT);
            for (Signers verifying : Set.of(quick, plain)) {
                var verifier = verifying.verifier(key.toPublicJWK());
                assertThat(verifier.verify(header, TEXT, signature)).isTrue();
                assertThat(verifier.verify(header, "another".getBytes(StandardCharsets.UTF_8), signature))
                        .isFalse();
                assertThat(verifier.verify(header, TEXT, Base64URL.encode("no signature")))
                        .isFalse();
                assertThat(verifier.verify(header, TEXT, Base64URL.encode(new byte[64])))
                        .isFalse();
                assertThat(verifying.verifier(stranger.toPublicJWK()).verify(header, TEXT, signature))
                        .isFalse();
            }
        }
    }

    @Test
    @Requirement("HC-KEYS-NATIVE")
    void on_this_platform_the_native_provider_signs_with_keys_of_its_own_making() throws Exception {
        assertThat(crypto.provider())
                .hasValueSatisfying(
                        provider -> assertThat(provider.getName()).isEqualTo("AmazonCorrettoCryptoProvider"));
        var key = crypto.own(quick.generate(JWSAlgorithm.ES256).toECKey().toPrivateKey());
        JWSSigner signer = quick.signer(JWSAlgorithm.ES256, quick.generate(JWSAlgorithm.ES256));

        assertThat(key.getClass().getName()).startsWith("com.amazon.corretto.");
        assertThat(signer.getJCAContext().getProvider())
                .isSameAs(crypto.provider().orElseThrow());
    }

    /** As WebAuthn4J asks. */
    @Test
    @Requirement("HC-KEYS-NATIVE")
    void whoever_verifies_without_naming_a_provider_has_the_native_one_and_who_signs_the_jdks() throws Exception {
        JWK key = quick.generate(JWSAlgorithm.ES256);
        var signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(key.toECKey().toECPrivateKey());
        signing.update(TEXT);
        byte[] signature = signing.sign();

        var verifying = Signature.getInstance("SHA256withECDSA");
        verifying.initVerify(key.toECKey().toECPublicKey());
        verifying.update(TEXT);

        assertThat(signing.getProvider().getName()).isEqualTo("SunEC");
        assertThat(verifying.getProvider().getName()).isEqualTo("HospiConnectVerification");
        assertThat(verifying.verify(signature)).isTrue();
        verifying.update("another".getBytes(StandardCharsets.UTF_8));
        assertThat(verifying.verify(signature)).isFalse();

        var pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp384r1"));
        var other = Signature.getInstance("SHA256withECDSA");
        other.initVerify(pairs.generateKeyPair().getPublic());
        assertThat(other.getProvider().getName()).as("another curve").isEqualTo("SunEC");
    }

    @Test
    @Requirement("RFC8037-A.4")
    void ed25519_signs_as_the_standard_prints_it() throws Exception {
        var key = new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
                .d(new Base64URL("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
                .build();
        byte[] input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
        var header = new JWSHeader(JWSAlgorithm.EdDSA);

        for (Signers signers : Set.of(quick, plain)) {
            assertThat(signers.signer(JWSAlgorithm.EdDSA, key)
                            .sign(header, input)
                            .toString())
                    .isEqualTo(
                            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        }
    }

    @Test
    @Requirement("RFC7515-A.3")
    void es256_verifies_what_the_standard_prints() throws JOSEException, java.text.ParseException {
        JWK key = JWK.parse("""
                {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                 "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""");
        String input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS"
                + "9pc19yb290Ijp0cnVlfQ";
        var signature =
                new Base64URL("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

        assertThat(quick.verifier(key)
                        .verify(
                                new JWSHeader(JWSAlgorithm.ES256),
                                input.getBytes(StandardCharsets.US_ASCII),
                                signature))
                .isTrue();
    }
}
