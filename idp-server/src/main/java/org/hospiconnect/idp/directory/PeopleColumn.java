package org.hospiconnect.idp.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The columns of a people file; a header is the name in small letters. */
enum PeopleColumn {
    MATRICULE,
    FINESS,
    CIVIL_FAMILY,
    CIVIL_GIVEN,
    EXERCISE_FAMILY,
    EXERCISE_GIVEN,
    BIRTH_DATE,
    POPULATION,
    RPPS,
    RPPS_VERIFIED_AT,
    RPPS_VERIFIED_BY,
    ADELI,
    DIRECTORY_GUID,
    EMAIL,
    EMAIL_VERIFIED_AT,
    START,
    END,
    STATE,
    HOMONYM,
    PROFESSION,
    PROFESSION_OID,
    PROFESSION_LABEL,
    SAVOIR_FAIRE,
    SAVOIR_FAIRE_LABEL,
    STRUCT_IDNAT,
    STRUCTURE_NAME,
    SECTOR,
    MODE,
    MEDICAL_REGULATION;

    String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Without it a file can't say who somebody is. */
    boolean isRequired() {
        return switch (this) {
            case FINESS, CIVIL_FAMILY, CIVIL_GIVEN, BIRTH_DATE, POPULATION, START -> true;
            default -> false;
        };
    }

    static Optional<PeopleColumn> of(String header) {
        return Arrays.stream(values())
                .filter(column -> column.header().equals(header.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
