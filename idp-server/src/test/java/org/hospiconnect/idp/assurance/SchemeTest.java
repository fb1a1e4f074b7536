package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

@Requirement("RIE-PS-02-BASIS")
class SchemeTest {

    private static final LocalDate END = LocalDate.of(2025, 12, 31);

    @ParameterizedTest(name = "{0} until {1} with reservation {2} on {3}: {4}")
    @CsvSource({
        "NONE,          2099-12-31,     ,    2026-01-01, false, , false",
        "PSC,                     ,     ,    2026-01-01, true,  , false",
        "PSC,           2025-12-31,     ,    2026-01-01, false, , false",
        "PSC_DELEGATED,           ,     ,    2026-01-01, true,  , false",
        "DIRECT_CPX,              ,     ,    2026-01-01, true,  , false",
        "ATTESTED,      2026-01-01,     ,    2026-01-01, true,  , false",
        "ATTESTED,      2026-01-01,     ,    2026-01-02, false, , false",
        "ATTESTED,      2026-01-01, R-1 ,    2026-01-02, false, , false",
        "TRANSITION,              ,     ,    2025-12-31, true,  , false",
        "TRANSITION,              ,     ,    2026-01-01, false, , true",
        "TRANSITION,    2026-06-30, R-1 ,    2025-12-31, true,  , false",
        "TRANSITION,    2026-06-30, R-1 ,    2026-06-30, true,  R-1, false",
        "TRANSITION,    2026-06-30, R-1 ,    2026-07-01, false, R-1, true"
    })
    void a_ground_holds_until_its_last_day(ArgumentsAccessor row) {
        var scheme = new Scheme(
                LegalBasis.valueOf(String.valueOf(row.get(0))),
                "A-1",
                row.get(1, LocalDate.class),
                null,
                row.getString(2),
                Certification.NONE);
        var day = LocalDate.parse(String.valueOf(row.get(3)));

        assertThat(scheme.holdsOn(day, END)).isEqualTo(row.getBoolean(4));
        assertThat(scheme.isOverOn(day, END)).isEqualTo(row.getBoolean(6));
        assertThat(scheme.reservationUsedOn(day, END)).isEqualTo(Optional.ofNullable(row.getString(5)));
    }

    @ParameterizedTest(name = "{0} of {1} until {2}, certified {3}, reservation {4}")
    @CsvSource({
        "ATTESTED,      A-1,           ,             ,      , until",
        "ATTESTED,         , 2028-12-31,             ,      , reference",
        "ATTESTED,      ' ', 2028-12-31,             ,      , reference",
        "PSC_DELEGATED,    ,           ,             ,      , reference",
        "DIRECT_CPX,       ,           ,             ,      , reference",
        "TRANSITION,    A-1, 2027-12-31,             , ' '  , reservation",
        "TRANSITION,    A-1,           ,             , R-1  , until",
        "TRANSITION,    A-1, 2029-01-01,             , R-1  , until",
        "PSC,              ,           , SUBSTANTIAL ,      , certified"
    })
    void what_a_declaration_lacks_is_named(ArgumentsAccessor row) {
        assertThatThrownBy(() -> new Scheme(
                        LegalBasis.valueOf(String.valueOf(row.get(0))),
                        row.getString(1),
                        row.get(2, LocalDate.class),
                        row.get(3, Level.class),
                        row.getString(4),
                        Certification.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(row.getString(5));
    }

    @ParameterizedTest(name = "{0} of kind {1}, certification {2}")
    @CsvSource({
        "PSC,        webauthn, NONE, legal-basis",
        "PSC,        card,     NONE, legal-basis",
        "DIRECT_CPX, totp,     NONE, legal-basis",
        "DIRECT_CPX, psc,      NONE, legal-basis",
        "ATTESTED,   totp,     L1,   least-certification"
    })
    void what_no_proof_of_the_kind_could_tell_stops_the_start(
            LegalBasis basis, String kind, Certification least, String setting) {
        var scheme = new Scheme(basis, "A-1", END, null, null, least);

        assertThatThrownBy(() -> ExampleProof.settings(Map.of(kind, scheme), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hospiconnect.assurance.schemes." + kind + "." + setting);
    }
}
