package org.hospiconnect.idp.token.dmp;

import java.util.Arrays;
import java.util.Optional;
import org.hospiconnect.idp.directory.CodedValue;

/** Why a patient's record is opened: terminology TRE_R248. */
enum PurposeOfUse {
    NORMAL("normal", "Accès normal"),
    BREAK_GLASS("bris_de_glace", "Bris de glace"),
    MEDICAL_REGULATION("centre_15", "Centre 15");

    private static final String TRE_R248 = "1.2.250.1.213.1.1.4.248";

    private final String code;
    private final String label;

    PurposeOfUse(String code, String label) {
        this.code = code;
        this.label = label;
    }

    static Optional<PurposeOfUse> ofCode(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.code.equals(code))
                .findFirst();
    }

    CodedValue coded() {
        return new CodedValue(code, TRE_R248, label);
    }
}
