package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an operator reads after a slip: what is wrong and what would be right, never a name of our code. */
@JourneyTest
class OperatorWordsTest {

    private final OperatorDesk desk;
    private final StringWriter screen = new StringWriter();

    @Autowired
    OperatorWordsTest(OperatorDesk desk) {
        this.desk = desk;
    }

    @ParameterizedTest
    @Requirement("HC-OPERATOR-WORDS")
    @CsvSource(delimiter = '|', textBlock = """
            foo                                                        | 2 | no such command: foo
            audit                                                      | 2 | unfinished command: audit
            audit verif                                                | 2 | no such command: audit verif
            activate V00101 --evidence FOO --checked-by V00102         | 2 | --evidence FOO: one of FACE_TO_FACE
            activate V00101 --document FOO                             | 2 | --document FOO: one of
            activate V00101 --valid-until 31/12/2027                   | 2 | --valid-until 31/12/2027: a date is written 2027-01-31
            activate V00101 --lifetime long                            | 2 | --lifetime is written 30m
            activate V00101 --evidense FACE_TO_FACE                    | 2 | unknown option --evidense; there are --evidence, --document
            activate V00101 --lifetime 25h                             | 1 | --lifetime 25h: a code lives from 10m to 24h
            activate nobody-at-all                                     | 1 | nobody answers to nobody-at-all
            people import f.csv --aply                                 | 2 | unknown option --aply; there are --apply, --only-sound
            activate V00101 --evidence                                 | 2 | the value of --evidence is missing
            activate V00101 --evidence FACE_TO_FACE                    | 1 | somebody checks an identity
            activate V00101 --evidence FACE_TO_FACE --document PASSPORT --valid-until 2020-01-31 --checked-by V00112 | 1 | --valid-until 2020-01-31 has passed
            """)
    void a_slip_is_told_in_words(String typed, int code, String said) {
        int answered = desk.run("os:test", List.of(typed.split(" ", -1)), Map.of(), new PrintWriter(screen, true));

        assertThat(answered).isEqualTo(code);
        assertThat(screen.toString()).contains(said).doesNotContain("org.hospiconnect", "Exception");
    }
}
