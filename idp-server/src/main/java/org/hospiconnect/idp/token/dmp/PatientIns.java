package org.hospiconnect.idp.token.dmp;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The national identity of a patient as the DMP writes it: {@code <matricule>^^^&<OID>&ISO^NH}
 * (CI-SIS, VIHF attribute {@code resource-id}); the matricule is a NIR or a NIA, 15 characters with its key.
 */
record PatientIns(String matricule, Authority authority) {

    /** Who gave the matricule, by the OID in the middle. */
    enum Authority {
        NIR("1.2.250.1.213.1.4.8"),
        NIA("1.2.250.1.213.1.4.9"),
        /** Fictional people of the national test beds; refused in production. */
        TEST("1.2.250.1.213.1.4.10");

        private final String oid;

        Authority(String oid) {
            this.oid = oid;
        }

        String oid() {
            return oid;
        }

        static Optional<Authority> ofOid(String oid) {
            return Arrays.stream(values())
                    .filter(known -> known.oid.equals(oid))
                    .findFirst();
        }
    }

    private static final Pattern WRITTEN = Pattern.compile("([0-9AB]{15})\\^\\^\\^&([0-9.]{5,40})&ISO\\^NH");

    /** Sex, year, month, department (Corsica: 2A, 2B), then municipality, order and key. */
    private static final Pattern MATRICULE = Pattern.compile("[1-478][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{8}");

    private static final int KEY_MODULUS = 97;
    private static final int KEY_AT = 13;

    PatientIns {
        if (!MATRICULE.matcher(matricule).matches() || !keyIsRight(matricule)) {
            throw new IllegalArgumentException("a matricule has 13 characters and a right key");
        }
    }

    /** Empty when the form, the OID or the control key is wrong: a mistyped matricule must not open somebody else's DMP. */
    static Optional<PatientIns> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches() || !MATRICULE.matcher(written.group(1)).matches() || !keyIsRight(written.group(1))) {
            return Optional.empty();
        }
        return Authority.ofOid(written.group(2)).map(authority -> new PatientIns(written.group(1), authority));
    }

    /** The key is 97 minus the rest of the number by 97; Corsica's 2A counts as 19, 2B as 18. */
    private static boolean keyIsRight(String matricule) {
        long number = Long.parseLong(
                matricule.substring(0, KEY_AT).replace("2A", "19").replace("2B", "18"));
        return Integer.parseInt(matricule.substring(KEY_AT)) == KEY_MODULUS - number % KEY_MODULUS;
    }

    String written() {
        return matricule + "^^^&" + authority.oid() + "&ISO^NH";
    }

    /** What the trail keeps: enough to recognise a known patient, not enough to name an unknown one. */
    String reference() {
        return authority + " ending in " + matricule.substring(KEY_AT - 3);
    }

    /** Hidden: a whole national identifier never reaches a log. */
    @Override
    public String toString() {
        return "[" + reference() + "]";
    }
}
