package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnTestEntry.Asked;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnTestEntry.Said;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard's own test vectors through both ceremonies, as they are and damaged. */
class TestVectorsTest {

    /** All that the vectors use, more than this server asks for. */
    private static final List<Integer> ALGORITHMS = List.of(-7, -8, -35, -36, -257);

    private final WebAuthnTestEntry entry =
            new WebAuthnTestEntry(TestVector.RP_ID, TestVector.ORIGIN, List.of(TestVector.root()));

    @ParameterizedTest
    @Requirement({
        "WEBAUTHN3-16",
        "WEBAUTHN3-8.2",
        "WEBAUTHN3-8.3",
        "WEBAUTHN3-8.4",
        "WEBAUTHN3-8.6",
        "WEBAUTHN3-8.7",
        "WEBAUTHN3-8.8"
    })
    @CsvSource({
        "none.ES256,                   ABSENT",
        "none.ES256.long-credential-id, ABSENT",
        "packed-self.ES256,            ABSENT",
        "packed.ES256,                 TRUSTED",
        "packed.ES384,                 TRUSTED",
        "packed.ES512,                 TRUSTED",
        "packed.RS256,                 TRUSTED",
        "packed.EdDSA,                 TRUSTED",
        "'tpm.ES256, as a TPM says it', TRUSTED",
        "apple.ES256,                  TRUSTED",
        "'android-key.ES256, in a trusted environment', TRUSTED",
        "'fido-u2f.ES256, zero AAGUID', TRUSTED"
    })
    void a_vector_registers_and_signs_in(String name, Attestation attestation) {
        var vector = TestVector.named(name);

        assertThat(register(vector, false)).isEqualTo(new Said.Accepted(attestation, List.of()));
        assertThat(signIn(vector, false))
                .isInstanceOfSatisfying(
                        Said.Accepted.class,
                        said -> assertThat(said.amr())
                                .contains("pop")
                                .satisfies(amr ->
                                        assertThat(amr.contains("mfa")).isEqualTo(vector.signedInWithUserVerified())));
    }

    @ParameterizedTest
    @Requirement({"WEBAUTHN3-7.1", "WEBAUTHN3-8.4", "WEBAUTHN3-8.6"})
    @CsvSource({
        "none.ES256.crossOrigin, WRONG_ORIGIN",
        "none.ES256.topOrigin,   WRONG_ORIGIN",
        // the library knows no Ed448
        "packed.Ed448,           MALFORMED",
        // nor an attested name without a qualified one, which every TPM has, nor a clock that is neither safe nor
        // unsafe
        "tpm.ES256,              MALFORMED",
        // its key description says neither what the key is for nor that the device made it
        "android-key.ES256,      ATTESTATION_INVALID",
        // FIDO asks U2F keys for an AAGUID of zeros
        "fido-u2f.ES256,         ATTESTATION_INVALID"
    })
    void what_this_server_does_not_take_is_refused_with_its_reason(String name, String reason) {
        assertThat(register(TestVector.named(name), false)).isEqualTo(new Said.Refused(reason));
    }

    @ParameterizedTest
    @Requirement("WEBAUTHN3-7.1")
    @MethodSource("taken")
    void user_verification_is_held_to_what_was_sent(TestVector vector) {
        Said registered = register(vector, true);

        if (vector.registeredWithUserVerified()) {
            assertThat(registered).isInstanceOf(Said.Accepted.class);
        } else {
            assertThat(registered).isEqualTo(new Said.Refused("USER_NOT_VERIFIED"));
        }
        register(vector, false);
        assertThat(signIn(vector, true))
                .isInstanceOf(vector.signedInWithUserVerified() ? Said.Accepted.class : Said.Refused.class);
    }

    @ParameterizedTest
    @Requirement("WEBAUTHN3-7.1")
    @ValueSource(strings = {"packed.ES384", "packed.ES512"})
    void an_algorithm_that_was_not_offered_is_refused(String name) {
        var vector = TestVector.named(name);
        var usual = Asked.asUsual(challenge(vector.registration()));

        assertThat(entry.register(
                        new Asked(usual.challenge(), false, usual.algorithms()),
                        vector.credential(vector.registration())))
                .isEqualTo(new Said.Refused("ALGORITHM_NOT_OFFERED"));
    }

    @ParameterizedTest
    @Requirement({"WEBAUTHN3-7.1", "WEBAUTHN3-7.2"})
    @MethodSource("taken")
    void a_vector_answers_its_own_challenge_origin_and_rp_id_only(TestVector vector) {
        register(vector, false);
        var registration = vector.credential(vector.registration());
        var assertion = vector.credential(vector.authentication());
        var other = new Asked(TestVector.base64Url("00".repeat(32)), false, ALGORITHMS);
        var elsewhere = new WebAuthnTestEntry("example.com", TestVector.ORIGIN, List.of());
        var otherPage = new WebAuthnTestEntry(TestVector.RP_ID, "https://login.example.org", List.of());

        assertThat(entry.register(other, registration)).isEqualTo(new Said.Refused("CHALLENGE_OF_ANOTHER"));
        assertThat(entry.signIn(other, assertion)).isEqualTo(new Said.Refused("CHALLENGE_OF_ANOTHER"));
        assertThat(elsewhere.register(asked(vector.registration(), false), registration))
                .isEqualTo(new Said.Refused("WRONG_RELYING_PARTY"));
        assertThat(otherPage.register(asked(vector.registration(), false), registration))
                .isEqualTo(new Said.Refused("WRONG_ORIGIN"));
        // an answer of one ceremony is none of the other
        assertThat(entry.signIn(asked(vector.registration(), false), registration))
                .isEqualTo(new Said.Refused("MALFORMED"));
    }

    /** A few bits say nothing (what kind of text a CBOR key is, the unused bits of a certificate's signature): it is the same key then. */
    @ParameterizedTest
    @Requirement("WEBAUTHN3-16")
    @MethodSource("signed")
    void a_damaged_statement_vouches_for_no_other_key(TestVector vector) {
        Stream.of("attestationObject", "clientDataJSON")
                .forEach(member -> damaged(vector.registration(), member)
                        .filter(damaged -> entry.register(asked(damaged, false), vector.credential(damaged))
                                .equals(new Said.Accepted(Attestation.TRUSTED, List.of())))
                        .forEach(_ ->
                                assertThat(signIn(vector, false)).as(member).isInstanceOf(Said.Accepted.class)));
    }

    @ParameterizedTest
    @Requirement("WEBAUTHN3-16")
    @MethodSource("taken")
    void a_damaged_assertion_signs_nobody_in(TestVector vector) {
        register(vector, false);

        Stream.of("authenticatorData", "clientDataJSON", "signature")
                .forEach(member -> damaged(vector.authentication(), member)
                        .forEach(damaged -> assertThat(entry.signIn(asked(damaged, false), vector.credential(damaged)))
                                .as(member)
                                .isInstanceOf(Said.Refused.class)));
    }

    static Stream<TestVector> taken() {
        return TestVector.all().stream()
                .filter(vector -> !List.of(
                                "none.ES256.crossOrigin",
                                "none.ES256.topOrigin",
                                "packed.Ed448",
                                "tpm.ES256",
                                "android-key.ES256",
                                "fido-u2f.ES256")
                        .contains(vector.name()));
    }

    /** A U2F statement does not sign the flags, the counter and the AAGUID; {@code none} signs nothing, self attestation is no trust. */
    static Stream<TestVector> signed() {
        return taken().filter(vector -> !vector.name().matches("none.*|packed-self.*|fido-u2f.*"));
    }

    /** About forty bytes, each with one bit turned, and as many ends cut off. */
    private static Stream<Map<String, String>> damaged(Map<String, String> response, String member) {
        byte[] right = TestVector.hex(response.getOrDefault(member, ""));
        int step = Math.max(1, right.length / 40);
        return IntStream.iterate(0, at -> at < right.length, at -> at + step)
                .boxed()
                .flatMap(at -> {
                    byte[] turned = right.clone();
                    turned[at] ^= (byte) (1 << at % 8);
                    return Stream.of(turned, Arrays.copyOf(right, at)).map(bytes -> {
                        var copy = new HashMap<>(response);
                        copy.put(member, HexFormat.of().formatHex(bytes));
                        return copy;
                    });
                });
    }

    private Said register(TestVector vector, boolean userVerified) {
        return entry.register(asked(vector.registration(), userVerified), vector.credential(vector.registration()));
    }

    private Said signIn(TestVector vector, boolean userVerified) {
        return entry.signIn(asked(vector.authentication(), userVerified), vector.credential(vector.authentication()));
    }

    private static Asked asked(Map<String, String> response, boolean userVerified) {
        return new Asked(challenge(response), userVerified, ALGORITHMS);
    }

    private static String challenge(Map<String, String> response) {
        return TestVector.base64Url(response.getOrDefault("challenge", ""));
    }
}
