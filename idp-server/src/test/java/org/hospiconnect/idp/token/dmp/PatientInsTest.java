package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("HC-VIHF-INS")
class PatientInsTest {

    @ParameterizedTest
    @CsvSource({
        "269054958815780^^^&1.2.250.1.213.1.4.8&ISO^NH, NIR",
        "190017512345655^^^&1.2.250.1.213.1.4.9&ISO^NH, NIA",
        "269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH, TEST",
        "180052A00400135^^^&1.2.250.1.213.1.4.8&ISO^NH, NIR",
        "180052B00400162^^^&1.2.250.1.213.1.4.8&ISO^NH, NIR"
    })
    void a_right_ins_is_read_and_written_the_same(String text, PatientIns.Authority authority) {
        var ins = PatientIns.parse(text).orElseThrow();

        assertThat(ins.authority()).isEqualTo(authority);
        assertThat(ins.written()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "269054958815780",
                "269054958815781^^^&1.2.250.1.213.1.4.8&ISO^NH", // wrong key
                "269054958815708^^^&1.2.250.1.213.1.4.8&ISO^NH", // key turned round
                "180052a00400135^^^&1.2.250.1.213.1.4.8&ISO^NH", // lower case
                "180052C00400135^^^&1.2.250.1.213.1.4.8&ISO^NH", // no such department
                "1800A2000400135^^^&1.2.250.1.213.1.4.8&ISO^NH", // a letter elsewhere
                "069054958815780^^^&1.2.250.1.213.1.4.8&ISO^NH", // no such sex
                "569054958815727^^^&1.2.250.1.213.1.4.8&ISO^NH", // nor this, with its key
                "26905495881578^^^&1.2.250.1.213.1.4.8&ISO^NH", // too short
                "2690549588157800^^^&1.2.250.1.213.1.4.8&ISO^NH", // too long
                "269054958815780^^^&1.2.250.1.213.1.4.7&ISO^NH", // unknown OID
                "269054958815780^^^&1.2.250.1.213.1.4.8&ISO^PI", // not NH
                "269054958815780^^^&1.2.250.1.213.1.4.8&ISO^NH\n",
                " 269054958815780^^^&1.2.250.1.213.1.4.8&ISO^NH",
                "２69054958815780^^^&1.2.250.1.213.1.4.8&ISO^NH", // a digit of another script
                "269054958815780^^^&1.2.250.1.213.1.4.8&ISO^NH<x/>"
            })
    void anything_else_is_malformed(String text) {
        assertThat(PatientIns.parse(text)).isEmpty();
    }

    @Test
    void it_does_not_print_itself() {
        var ins = PatientIns.parse("269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH")
                .orElseThrow();

        assertThat(ins.toString()).isEqualTo("[TEST ending in 15780]").doesNotContain("2690549588");
    }

    @Test
    void it_cannot_be_made_wrong() {
        assertThatThrownBy(() -> new PatientIns("269054958815781", PatientIns.Authority.NIR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
