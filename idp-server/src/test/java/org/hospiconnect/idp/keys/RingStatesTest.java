package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys {@code a} to {@code d}; minutes from a start. */
class RingStatesTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final RingName RING = new RingName(KeyPurpose.TOKENS, JWSAlgorithm.EdDSA);
    private static final Duration LIFE = Duration.ofMinutes(40);

    @ParameterizedTest
    @CsvSource({
        // keys as name@turn, revoked as !minute; then the states at a minute
        "a@0 b@100,             0, ACTIVE NEXT",
        "a@0 b@100,            99, ACTIVE NEXT",
        "a@0 b@100,           100, RETIRING ACTIVE",
        "a@0 b@100,           139, RETIRING ACTIVE",
        "a@0 b@100,           140, REMOVED ACTIVE",
        "a@0 b@100 c@120,     125, RETIRING RETIRING ACTIVE",
        "a@0 b@100 c@120,     150, REMOVED RETIRING ACTIVE",
        "a@0!50 b@50,          50, REVOKED ACTIVE",
        "a@0 b@100!110 c@110, 110, RETIRING REVOKED ACTIVE",
        "a@0 b@100!110 c@110, 140, REMOVED REVOKED ACTIVE",
        // the old one does not come back when its successor was revoked and nobody has followed yet
        "a@0 b@100!110 c@300, 120, RETIRING REVOKED NEXT",
        // one that was revoked before its turn took over from nobody
        "a@0 b@100!50 c@200,  150, ACTIVE REVOKED NEXT",
        "a@0 b@100!50,        500, ACTIVE REVOKED",
        "a@10,                  5, NEXT"
    })
    @Requirement("HC-KEYS-STATES")
    void where_a_key_stands_follows_from_instants_alone(String keys, int minute, String states) {
        RingStates ring = ring(keys);
        Instant now = START.plus(Duration.ofMinutes(minute));

        assertThat(ring.keys().stream().map(key -> ring.stateOf(key, now).name()))
                .containsExactly(states.split(" "));
        assertThat(ring.keys().stream().filter(key -> ring.stateOf(key, now) == KeyState.ACTIVE))
                .containsExactlyElementsOf(ring.active(now).stream().toList());
    }

    @Test
    void the_order_in_which_the_store_gives_them_does_not_count() {
        RingStates there = ring("a@0 b@100 c@200");
        var back = new RingStates(there.keys().reversed(), LIFE);

        assertThat(back).isEqualTo(there);
        assertThat(back.next(START)).map(SigningKeyRow::kid).hasValue("b");
        assertThat(back.last()).map(SigningKeyRow::kid).hasValue("c");
    }

    private static RingStates ring(String keys) {
        List<SigningKeyRow> rows =
                Arrays.stream(keys.split(" ")).map(RingStatesTest::row).toList();
        return new RingStates(rows, LIFE);
    }

    private static SigningKeyRow row(String text) {
        String[] words = text.split("[@!]", -1);
        var key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(new byte[32]))
                .keyID(words[0])
                .build();
        Optional<Instant> revoked = words.length > 2 ? Optional.of(at(words[2])) : Optional.empty();
        var times = new SigningKeyRow.Times(START, at(words[1]), revoked);
        return new SigningKeyRow(RING, key, Optional.empty(), false, times, KeyState.NEXT);
    }

    private static Instant at(String minute) {
        return START.plus(Duration.ofMinutes(Integer.parseInt(minute)));
    }
}
