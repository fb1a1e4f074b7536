package org.hospiconnect.idp.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;

/** Fifteen symbols out of 32, 75 bits, written {@code XXXXX-XXXXX-XXXXX}; none that is read for another. */
record ActivationCode(String symbols) {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 15;
    private static final int LONGEST_TYPED = 60;

    static ActivationCode draw(Secrets secrets) {
        return new ActivationCode(secrets.word(ALPHABET, LENGTH));
    }

    /** As typed: case, blanks and dashes do not count. */
    static ActivationCode typed(String text) {
        String bounded = text.length() > LONGEST_TYPED ? "" : text;
        return new ActivationCode(bounded.toUpperCase(Locale.ROOT).replaceAll("[\\s\\-–—]", ""));
    }

    String shown() {
        return symbols.substring(0, 5) + "-" + symbols.substring(5, 10) + "-" + symbols.substring(10);
    }

    Bytes hash() {
        return Bytes.of(symbols.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
