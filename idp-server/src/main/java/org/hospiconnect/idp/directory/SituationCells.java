package org.hospiconnect.idp.directory;

import static org.hospiconnect.idp.directory.PeopleColumn.MEDICAL_REGULATION;
import static org.hospiconnect.idp.directory.PeopleColumn.MODE;
import static org.hospiconnect.idp.directory.PeopleColumn.PROFESSION;
import static org.hospiconnect.idp.directory.PeopleColumn.PROFESSION_LABEL;
import static org.hospiconnect.idp.directory.PeopleColumn.PROFESSION_OID;
import static org.hospiconnect.idp.directory.PeopleColumn.SAVOIR_FAIRE;
import static org.hospiconnect.idp.directory.PeopleColumn.SAVOIR_FAIRE_LABEL;
import static org.hospiconnect.idp.directory.PeopleColumn.SECTOR;
import static org.hospiconnect.idp.directory.PeopleColumn.STRUCTURE_NAME;
import static org.hospiconnect.idp.directory.PeopleColumn.STRUCT_IDNAT;

import java.util.List;
import java.util.Optional;

/** Reads the work situation of a line, if it has one: structure and sector are the establishment's unless the line says others. */
final class SituationCells {

    /** Professions. */
    private static final String TRE_G15 = "1.2.250.1.71.1.2.7";

    /** Savoir-faire, in the national set for documents. */
    private static final String TRE_R01 = "1.2.250.1.71.4.2.5";

    private static final String CODE = "[A-Za-z0-9_.-]{1,30}";

    private SituationCells() {}

    static Optional<WorkSituation> read(LineCells cells, Establishment establishment) {
        Optional<String> profession = cells.matching(PROFESSION, CODE, "a code");
        if (profession.isEmpty()) {
            refuseRest(cells);
        }
        return profession.map(code -> situation(code, cells, establishment));
    }

    private static void refuseRest(LineCells cells) {
        for (var column : List.of(SAVOIR_FAIRE, STRUCT_IDNAT, MODE, MEDICAL_REGULATION)) {
            if (cells.text(column).isPresent()) {
                cells.fault(column, "needs a profession");
            }
        }
    }

    private static WorkSituation situation(String profession, LineCells cells, Establishment establishment) {
        String oid = cells.matching(PROFESSION_OID, "[0-9]+(\\.[0-9]+){3,20}", "an OID")
                .orElse(TRE_G15);
        String structure = cells.matching(STRUCT_IDNAT, "[0-9]{1,2}[0-9A-Z]{8,14}", "a type digit and a number")
                .orElse(establishment.structIdNat());
        cells.required(MODE);
        String mode = cells.matching(MODE, "[LSB]", "L, S or B").orElse("");
        return new WorkSituation(
                String.join("-", profession, structure, mode),
                new CodedValue(profession, oid, cells.required(PROFESSION_LABEL)),
                savoirFaire(cells),
                structure,
                structureName(cells, structure, establishment),
                cells.matching(SECTOR, "SA[0-9]{2}", "SA and two digits").orElse(establishment.sector()),
                mode,
                cells.matching(MEDICAL_REGULATION, "yes|no", "yes or no")
                        .filter("yes"::equals)
                        .isPresent());
    }

    private static String structureName(LineCells cells, String structure, Establishment establishment) {
        return structure.equals(establishment.structIdNat())
                ? cells.text(STRUCTURE_NAME).orElse(establishment.name())
                : cells.required(STRUCTURE_NAME);
    }

    private static Optional<CodedValue> savoirFaire(LineCells cells) {
        return cells.matching(SAVOIR_FAIRE, CODE, "a code")
                .map(code -> new CodedValue(code, TRE_R01, cells.required(SAVOIR_FAIRE_LABEL)));
    }
}
