package org.hospiconnect.idp.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RppsNumberTest {

    @Requirement("HC-RPPS-KEY")
    @ParameterizedTest
    @CsvSource({"79927398713, true", "79927398710, false"})
    void the_key_is_the_luhn_digit(String digits, boolean right) {
        assertThat(new RppsNumber(digits).keyIsRight()).isEqualTo(right);
    }

    @Requirement("HC-RPPS-KEY")
    @ParameterizedTest
    @ValueSource(strings = {"", "8997001234", "899700123456", "8997001234x", " 89970012345"})
    void anything_but_eleven_digits_is_refused(String text) {
        assertThatThrownBy(() -> new RppsNumber(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_never_prints_itself() {
        assertThat(new RppsNumber("79927398713")).asString().doesNotContain("7992739");
    }
}
