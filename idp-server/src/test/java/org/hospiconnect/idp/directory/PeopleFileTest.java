package org.hospiconnect.idp.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleFileTest {

    private static final Establishment VALMONT =
            new Establishment("990000115", "1990000115", "CH FICTIF DE VALMONT", "SA01", new UUID(0, 1));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @Requirement("HC-IMPORT-FORMS")
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-8|;|false|UTF-8, separator ;",
                "UTF-8|;|true|UTF-8, separator ;",
                "UTF-8|,|true|UTF-8, separator ,",
                "windows-1252|;|false|windows-1252, separator ;",
                "windows-1252|,|false|windows-1252, separator ,"
            })
    void encoding_and_separator_are_recognised(Charset charset, char separator, boolean mark, String recognised) {
        var text = new PeopleText(separator).line(PeopleText.physician("990000115", "M1"));
        var file = opened((mark ? "\uFEFF" : "") + text, charset);

        assertThat(file.recognised()).isEqualTo(recognised);
        assertThat(file.next().orElseThrow().value(PeopleColumn.CIVIL_GIVEN)).contains("Maëlle");
        assertThat(file.next()).isEmpty();
    }

    @ParameterizedTest
    @Requirement("HC-IMPORT-FAULTS")
    @CsvSource(
            delimiter = '|',
            value = {
                "FINESS||finess: is missing",
                "FINESS|990000999|finess: no establishment of this deployment",
                "CIVIL_FAMILY||civil_family: is missing",
                "CIVIL_GIVEN|A\u0007B|civil_given: an unreadable character",
                "CIVIL_GIVEN|MaÃ«lle|civil_given: UTF-8 read as Windows-1252",
                "BIRTH_DATE||birth_date: is missing",
                "BIRTH_DATE|31/02/1980|birth_date: expected a date",
                "BIRTH_DATE|1980-2-1|birth_date: expected a date",
                "BIRTH_DATE|1880-02-01|birth_date: expected a day between 1900 and today",
                "BIRTH_DATE|2026-11-25|birth_date: expected a day between 1900 and today",
                "POPULATION|Physicians|population: expected a word in small letters",
                "RPPS|9970000137|rpps: expected eleven digits",
                "RPPS|9,97E+10|rpps: expected eleven digits",
                "RPPS_VERIFIED_AT|2026-11-25|rpps_verified_at: lies in the future",
                "RPPS_VERIFIED_AT|2026-01-01|rpps_verified_by: is missing",
                "RPPS_VERIFIED_BY|Annuaire|rpps_verified_at: is missing",
                "ADELI|12|adeli: expected nine digits or capitals",
                "DIRECTORY_GUID|12|directory_guid: expected a GUID",
                "MATRICULE|a b|matricule: expected a word",
                "MATRICULE||matricule: is missing",
                "START||start: is missing",
                "END|2019-12-31|end: lies before start",
                "STATE|active|state: expected ACTIVE",
                "HOMONYM|other|homonym: expected distinct",
                "PROFESSION||mode: needs a profession",
                "PROFESSION_OID|1.2|profession_oid: expected an OID",
                "PROFESSION_LABEL||profession_label: is missing",
                "SAVOIR_FAIRE_LABEL||savoir_faire_label: is missing",
                "STRUCT_IDNAT|X1|struct_idnat: expected a type digit",
                "STRUCT_IDNAT|1990000999|structure_name: is missing",
                "SECTOR|07|sector: expected SA",
                "MODE|X|mode: expected L, S or B",
                "MODE||mode: is missing",
                "MEDICAL_REGULATION|oui|medical_regulation: expected yes or no"
            })
    void a_fault_names_line_and_column(PeopleColumn column, String value, String fault) {
        var line = PeopleText.with(PeopleText.physician("990000115", "M1"), column, value == null ? "" : value);

        assertThat(faults(PeopleText.of(line).toString()))
                .anySatisfy(said -> assertThat(said).startsWith("line 2: " + fault));
    }

    @Test
    void the_reference_page_tells_every_column() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference/people-csv.md")))
                .contains(Stream.of(PeopleColumn.values())
                        .map(column -> "`" + column.header() + "`")
                        .toList());
    }

    @Test
    void both_ways_to_write_a_date_are_read() {
        var line = PeopleText.with(PeopleText.physician("990000115", "M1"), PeopleColumn.BIRTH_DATE, "29/02/1980");

        assertThat(right(PeopleText.of(line).toString()).who().birthDate()).isEqualTo("1980-02-29");
    }

    @Test
    void lines_of_one_person_become_one_with_several_situations() {
        var ward = PeopleText.physician("990000115", "M1");
        var office = PeopleText.with(
                PeopleText.with(PeopleText.with(ward, PeopleColumn.STRUCT_IDNAT, "1990000339"), PeopleColumn.MODE, "L"),
                PeopleColumn.STRUCTURE_NAME,
                "CABINET FICTIF");
        var person = right(PeopleText.of(ward).line(office).toString());

        assertThat(person.lines()).containsExactly(2, 3);
        assertThat(person.workSituations())
                .extracting(WorkSituation::id)
                .containsExactly("10-1990000115-S", "10-1990000339-L");
        assertThat(faults(PeopleText.of(ward)
                        .line(PeopleText.with(office, PeopleColumn.BIRTH_DATE, "1980-02-28"))
                        .toString()))
                .containsExactly("lines [2, 3] of one person differ in name, birth date, population, state or homonym");
    }

    @Test
    @Requirement("HC-IMPORT-FAULTS")
    void a_line_that_is_none_spoils_itself_alone() {
        String right = PeopleText.of(PeopleText.physician("990000115", "M1")).toString();
        String next = right.lines().skip(1).findFirst().orElseThrow();
        var file = opened(right + "a;b\r\n\"open;\r\n" + "x".repeat(9_000) + "\r\n;;\r\n" + next, UTF_8);

        assertThat(file.next().orElseThrow().faults()).isEmpty();
        assertThat(file.next().orElseThrow().faults()).containsExactly("has 2 values where the header has 29");
        assertThat(file.next().orElseThrow().faults())
                .containsExactly("a quote is not closed or stands in the wrong place");
        assertThat(file.next().orElseThrow().faults()).containsExactly("longer than 8000 characters");
        assertThat(file.next()).map(PeopleLine::number).contains(7);
    }

    @ParameterizedTest
    @Requirement("HC-IMPORT-FAULTS")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|no header",
                "finess;rppps|unknown columns: rppps",
                "finess;finess;civil_family;civil_given;birth_date;population;start|stands twice",
                "finess;matricule|missing columns: civil_family, civil_given, birth_date, population, start",
                "fin\u0000ess|zero byte"
            })
    void a_file_that_is_none_is_refused(String text, String why) {
        assertThat(PeopleFile.open(bytes(text, UTF_8)))
                .isInstanceOfSatisfying(
                        PeopleFile.Opened.Unreadable.class,
                        refused -> assertThat(refused.why()).contains(why));
    }

    private static List<String> faults(String text) {
        return ((WantedPerson.Read.Faulty) read(text)).faults();
    }

    private static WantedPerson right(String text) {
        return ((WantedPerson.Read.Right) read(text)).person();
    }

    private static WantedPerson.Read read(String text) {
        return WantedPerson.of(new PersonLines(opened(text, UTF_8)).next(), Map.of("990000115", VALMONT), TODAY);
    }

    private static PeopleFile opened(String text, Charset charset) {
        return ((PeopleFile.Opened.Usable) PeopleFile.open(bytes(text, charset))).file();
    }

    private static Bytes bytes(String text, Charset charset) {
        return Bytes.of(text.getBytes(charset));
    }
}
