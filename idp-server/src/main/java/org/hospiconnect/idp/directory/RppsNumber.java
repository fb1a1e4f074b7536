package org.hospiconnect.idp.directory;

/** An RPPS number: 10 digits and a Luhn key. A wrong key is a warning to resolve, never a refusal. */
public record RppsNumber(String digits) {

    public RppsNumber {
        if (!digits.matches("[0-9]{11}")) {
            throw new IllegalArgumentException("an RPPS number has 11 digits");
        }
    }

    /** Is the eleventh digit the Luhn key of the first ten? */
    public boolean keyIsRight() {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** {@code PS_IdNat}: the type digit 8 and the number. */
    public String toPsIdNat() {
        return "8" + digits;
    }

    /** Hidden: a whole national identifier never reaches a log. */
    @Override
    public String toString() {
        return "[RPPS ending in " + digits.substring(7) + "]";
    }
}
