package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a password is worth: the examples of the CNIL, and what anybody would try first. */
@Requirement("HC-PASSWORD-STRENGTH")
class PasswordStrengthTest {

    private static final List<String> GUESSED = List.of("motdepasse", "Exemple", "Camille", "V00101", "hopital", "de");

    @ParameterizedTest
    @CsvSource({
        // the CNIL's 80 bits: 12 characters of 4 classes, 14 without signs
        "x7!Rm2?Lw9*T, 80",
        "x7Rm2Lw9TqK4vZ, 83",
        // its 50 bits: 16 digits
        "8305917462038519, 53",
        // 8 characters of 4 classes
        "x7!Rm2?L, 53",
        // five words
        "tulipe marteau violon orage sentier, 179"
    })
    void examples(String password, double bits) {
        assertThat(PasswordStrength.bits(password, GUESSED)).isCloseTo(bits, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "azertyuiopqsdfghjklm",
        "poiuytrezaMLKJHGFDSQ",
        "qwertyuiopASDFGHJKL",
        "abcdefghijklmnopqrstuvwxyz",
        "12345678901234567890",
        "MotDePasse1!",
        "Motdepassemotdepasse2026",
        "Camille.Exemple",
        "CamilleV00101!",
        "Azerty123456!",
        "Hôpital.2026",
        "Ho\u0302pital.2026",
        "x7!x7!x7!x7!x7!",
        "vert.vert.vert.vert",
        "te\u0301nrbxpfm",
        "x7!Rm2?",
        "''"
    })
    void what_is_guessed_first_is_worth_less_than_fifty_bits(String password) {
        assertThat(PasswordStrength.bits(password, GUESSED)).isLessThan(50);
    }
}
