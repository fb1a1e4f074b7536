package org.hospiconnect.idp.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PsIdNatTest {

    @ParameterizedTest
    @Requirement("HC-PS-IDNAT")
    @CsvSource({
        "899700001375, RPPS, 99700001375",
        "0999999999, ADELI, 999999999",
        "199999999999/7, ADELI_PRACTICE, 99999999999/7",
        "3990000115/V00101, FINESS, 990000115/V00101",
        "30B0057881/CPET0002, FINESS, 0B0057881/CPET0002",
        "4999999999/1, SIREN, 999999999/1",
        "599999999900011/1, SIRET, 99999999900011/1",
        "699700001375012/1, RPPS_PRACTICE, 99700001375012/1",
        "10camille.exemple@exemple.mssante.fr, MSSANTE, camille.exemple@exemple.mssante.fr"
    })
    void each_type_is_read_and_printed_as_it_was(String text, PsIdNat.Type type, String body) {
        assertThat(PsIdNat.parse(text)).contains(new PsIdNat(type, body));
        assertThat(new PsIdNat(type, body).print()).isEqualTo(text);
    }

    @ParameterizedTest
    @Requirement("HC-PS-IDNAT")
    @ValueSource(
            strings = {
                "",
                "8",
                "89970000137",
                "8997000013755",
                "8.99700001375",
                "8997000013７5",
                "799700001375",
                "3990000115",
                "3990000115/",
                "99700001375"
            })
    void anything_else_is_none(String text) {
        assertThat(PsIdNat.parse(text)).isEmpty();
    }

    @Test
    void it_encodes_identifiers_that_the_directory_keeps() {
        assertThat(PsIdNat.parse("3990000115/V00101").flatMap(PsIdNat::identifier))
                .contains(Identifier.matricule("V00101", "990000115"));
        assertThat(PsIdNat.parse("899700001375").flatMap(PsIdNat::identifier))
                .contains(Identifier.rpps(new RppsNumber("99700001375"), Optional.empty()));
        assertThat(PsIdNat.parse("0999999999").flatMap(PsIdNat::identifier))
                .contains(Identifier.of(Identifier.Type.ADELI, "999999999"));
        assertThat(PsIdNat.parse("4999999999/1").flatMap(PsIdNat::identifier)).isEmpty();
    }

    @Test
    void it_is_hidden_in_logs_and_refused_when_made_wrong() {
        assertThat(PsIdNat.parse("899700001375")).asString().doesNotContain("99700001375");
        assertThatThrownBy(() -> new PsIdNat(PsIdNat.Type.RPPS, "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
