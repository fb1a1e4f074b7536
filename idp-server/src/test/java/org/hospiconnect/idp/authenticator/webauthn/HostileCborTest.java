package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnTestEntry.Asked;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnTestEntry.Said;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CBOR that nobody well-meaning writes, where an answer has any: as the attestation object, as its statement, as the public key and as
 * extensions. Refused within a second each, whatever it claims to be. What fuzzing found is in {@link WebAuthnCorpusTest}.
 */
@Requirement("HC-CBOR-BOUNDED")
class HostileCborTest {

    private static final Duration MOST = Duration.ofSeconds(1);
    private static final int LARGE = 16_000;
    private static final int DRAWN = 1_500;
    private static final TestVector RIGHT = TestVector.named("packed.ES256");

    private final WebAuthnTestEntry entry =
            new WebAuthnTestEntry(TestVector.RP_ID, TestVector.ORIGIN, List.of(TestVector.root()));

    @ParameterizedTest
    @MethodSource("hostile")
    void it_is_refused_in_bounded_time(Hostile hostile) {
        for (byte[] object : hostile.asAttestationObjects()) {
            assertThat(register(object)).isInstanceOf(Said.Refused.class);
        }
        assertThat(signIn(hostile.asExtensionsOfAnAssertion())).isInstanceOf(Said.Refused.class);
    }

    /** Drawn from the right object by a fixed seed: bytes changed, cut out, doubled, swapped. Only time and the absence of faults count. */
    @Test
    void what_is_drawn_from_a_right_answer_ends_in_bounded_time() {
        var random = new Random(20261127);
        byte[] right = TestVector.hex(RIGHT.registration().getOrDefault("attestationObject", ""));

        assertThat(IntStream.range(0, DRAWN).mapToObj(_ -> register(changed(right, random))))
                .hasSize(DRAWN)
                .allSatisfy(said -> assertThat(said).isNotNull());
    }

    /** No authenticator says so much: it is not read at all. */
    @Test
    void what_is_too_large_is_refused_unread() {
        byte[] tags = repeated("c6", WebAuthnAnswer.LARGEST_MEMBER + 2);

        assertThat(register(tags)).isEqualTo(new Said.Refused("MALFORMED"));
        assertThat(signIn(tags)).isEqualTo(new Said.Refused("MALFORMED"));
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                new Hostile("arrays in arrays", repeated("81", LARGE)),
                new Hostile("endless arrays in arrays", repeated("9f", LARGE)),
                new Hostile("maps in maps", repeated("a100", LARGE / 2)),
                new Hostile("maps as keys of maps", repeated("a1", LARGE)),
                new Hostile("tags of tags", repeated("c6", LARGE)),
                new Hostile("an array of 2^64-1", repeated("9bffffffffffffffff", 1)),
                new Hostile("an array of 2^31-1", repeated("9a7fffffff", 1)),
                new Hostile("a map of 2^63-1", repeated("bb7fffffffffffffff", 1)),
                new Hostile("bytes of 2^64-1", repeated("5bffffffffffffffff", 1)),
                new Hostile("bytes of 2^31-1", repeated("5a7fffffff", 1)),
                new Hostile("text of 2^31-1", repeated("7a7fffffff", 1)),
                new Hostile("bytes without end", repeated("5f4100", LARGE / 3)),
                new Hostile("text without end", repeated("7f6161", LARGE / 3)),
                new Hostile("breaks alone", repeated("ff", LARGE)),
                new Hostile("a map that says one key for ever", repeated("bf", 1), repeated("6161f6", LARGE / 3)),
                new Hostile("a number of 16 kB", repeated("c259", 1), repeated("3e80", 1), repeated("ff", LARGE)),
                new Hostile("a decimal of exponent 2^63", repeated("c4821b7fffffffffffffff01", 1)),
                new Hostile("reserved lengths", repeated("1c", LARGE)),
                new Hostile("half numbers", repeated("f97e00", LARGE / 3)),
                new Hostile("nothing", new byte[0]));
    }

    private Said register(byte[] object) {
        return answer(RIGHT.registration(), "attestationObject", object, entry::register);
    }

    private Said signIn(byte[] data) {
        answer(RIGHT.registration(), "none", new byte[0], entry::register);
        return answer(RIGHT.authentication(), "authenticatorData", data, entry::signIn);
    }

    private static Said answer(Map<String, String> right, String member, byte[] content, Ceremony ceremony) {
        var response = new HashMap<>(right);
        response.put(member, HexFormat.of().formatHex(content));
        var asked = new Asked(TestVector.base64Url(right.getOrDefault("challenge", "")), false, List.of(-7));
        String credential = RIGHT.credential(response);
        return Bounded.within(MOST, () -> ceremony.judge(asked, credential));
    }

    private static byte[] changed(byte[] right, Random random) {
        int at = random.nextInt(right.length);
        int length = random.nextInt(1, 64);
        byte[] before = Arrays.copyOf(right, at);
        byte[] after = Arrays.copyOfRange(right, Math.min(right.length, at + length), right.length);
        byte[] between = new byte[random.nextInt(64)];
        random.nextBytes(between);
        return switch (random.nextInt(4)) {
            case 0 -> join(before, between, after);
            case 1 -> join(before, after);
            case 2 -> join(right, after);
            default -> join(after, before);
        };
    }

    private static byte[] repeated(String hex, int times) {
        return HexFormat.of().parseHex(hex.repeat(times));
    }

    private static byte[] join(byte[]... parts) {
        var joined = new java.io.ByteArrayOutputStream();
        Stream.of(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private interface Ceremony {
        Said judge(Asked asked, String credential);
    }

    /** CBOR with a name. */
    record Hostile(String name, Bytes cbor) {

        Hostile(String name, byte[]... parts) {
            this(name, Bytes.of(join(parts)));
        }

        List<byte[]> asAttestationObjects() {
            byte[] content = cbor.toArray();
            byte[] start = HexFormat.of().parseHex("a363666d74667061636b65646761747453746d74");
            byte[] data = authenticatorData(0x41, HexFormat.of().parseHex("00".repeat(16) + "000101"));
            byte[] keyed = join(data, content);
            byte[] end = join(
                    HexFormat.of().parseHex("a0686175746844617461"),
                    new byte[] {0x5a, 0, (byte) (keyed.length >> 16), (byte) (keyed.length >> 8), (byte) keyed.length},
                    keyed);
            return List.of(
                    content, join(start, content, HexFormat.of().parseHex("686175746844617461")), join(start, end));
        }

        byte[] asExtensionsOfAnAssertion() {
            return join(authenticatorData(0x81, new byte[0]), cbor.toArray());
        }

        private static byte[] authenticatorData(int flags, byte[] rest) {
            byte[] hash = HexFormat.of().parseHex("bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b5");
            return join(hash, new byte[] {(byte) flags, 0, 0, 0, 0}, rest);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
