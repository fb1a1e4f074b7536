package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the app gets: by camera, by link, by hand. */
class AppSecretTest {

    private static final Pattern SQUARE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final int MARGIN = 4;

    @ParameterizedTest
    @Requirement("RFC4648-10")
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32_without_padding(String text, String encoded) {
        assertThat(AppSecret.base32(Bytes.of(text.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(encoded);
    }

    @Test
    @Requirement("HC-TOTP-ENROLMENT")
    void the_picture_says_the_link() throws Exception {
        var secret = Bytes.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

        var app = AppSecret.of(secret, "CH fictif de Valmont", "V00101");

        assertThat(app.groups()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(app.link())
                .isEqualTo(
                        "otpauth://totp/CH%20fictif%20de%20Valmont:V00101?secret=" + "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=CH%20fictif%20de%20Valmont&algorithm=SHA1&digits=6&period=30");
        assertThat(new Decoder().decode(seen(app)).getText()).isEqualTo(app.link());
        assertThat(app).hasToString("[hidden]");
    }

    private static BitMatrix seen(AppSecret app) {
        var bits = new BitMatrix(app.size() - 2 * MARGIN);
        SQUARE.matcher(app.squares())
                .results()
                .forEach(square -> bits.set(
                        Integer.parseInt(square.group(1)) - MARGIN, Integer.parseInt(square.group(2)) - MARGIN));
        return bits;
    }
}
