package org.hospiconnect.idp.directory;

import java.util.Optional;

/**
 * One practice in one place ("situation d'exercice").
 *
 * @param id stable, unique for the person
 * @param profession TRE_G15 or TRE_G16, or another producer terminology
 * @param savoirFaire TRE_R01; every physician has one
 * @param structIdNat the structure where it is exercised
 * @param sector {@code SAxx}
 * @param mode {@code L} self-employed, {@code S} salaried, {@code B} volunteer
 * @param medicalRegulation may use purpose {@code centre_15}
 */
public record WorkSituation(
        String id,
        CodedValue profession,
        Optional<CodedValue> savoirFaire,
        String structIdNat,
        String structureName,
        String sector,
        String mode,
        boolean medicalRegulation) {

    /** TRE_G15 code of physicians. */
    private static final String PHYSICIAN = "10";

    private static final String TRE_G15 = "1.2.250.1.71.1.2.7";

    public boolean isPhysician() {
        return profession.code().equals(PHYSICIAN) && profession.oid().equals(TRE_G15);
    }
}
