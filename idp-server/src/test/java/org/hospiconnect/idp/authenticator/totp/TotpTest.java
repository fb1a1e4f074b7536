package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that the RFCs publish, and which codes count at a given moment. */
class TotpTest {

    /** RFC 4226 appendix D, RFC 6238 appendix B. */
    private static final Bytes SECRET = Bytes.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    @ParameterizedTest
    @Requirement("RFC4226-D")
    @CsvSource({
        "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
        "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
    })
    void codes_of_a_count(long count, String code) {
        assertThat(Totp.code(SECRET, count)).isEqualTo(code);
    }

    @ParameterizedTest
    @Requirement("RFC6238-B")
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codes_of_a_moment(long second, String eightDigits) {
        long step = Totp.step(Instant.ofEpochSecond(second));

        assertThat(Totp.code(SECRET, step)).isEqualTo(eightDigits.substring(2));
    }

    @ParameterizedTest
    @Requirement("HC-TOTP-WINDOW")
    @CsvSource({
        // step of the code, window, does it count in step 100?
        "100, 0, true",
        "99, 0, false",
        "101, 0, false",
        "99, 1, true",
        "101, 1, true",
        "98, 1, false",
        "102, 1, false",
        "98, 2, true",
        "102, 2, true",
        "97, 2, false",
        "103, 2, false"
    })
    void a_code_counts_around_its_moment(long of, int window, boolean counts) {
        var now = Instant.ofEpochSecond(100 * 30 + 29);

        var step = Totp.step(SECRET, Totp.code(SECRET, of), now, window);

        assertThat(step).isEqualTo(counts ? OptionalLong.of(of) : OptionalLong.empty());
    }

    @ParameterizedTest
    @Requirement("HC-TOTP-WINDOW")
    @CsvSource({"''", "abcdef", "00000", "0000000", "é00000"})
    void what_is_no_code_never_counts(String typed) {
        assertThat(Totp.step(SECRET, typed, Instant.EPOCH.plusSeconds(3_000), 2))
                .isEmpty();
    }
}
