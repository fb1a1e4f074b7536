package org.hospiconnect.idp.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Fifteen symbols out of 32, 75 bits, written {@code XXXXX-XXXXX-XXXXX}; none that is read for another. */
public record TypedCode(String symbols) {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 15;
    private static final int LONGEST_TYPED = 60;

    public static TypedCode draw(Secrets secrets) {
        return new TypedCode(secrets.word(ALPHABET, LENGTH));
    }

    /** As typed: case, blanks and dashes do not count. */
    public static TypedCode typed(String text) {
        String bounded = text.length() > LONGEST_TYPED ? "" : text;
        return new TypedCode(bounded.toUpperCase(Locale.ROOT).replaceAll("[\\s\\-–—]", ""));
    }

    public String shown() {
        return symbols.substring(0, 5) + "-" + symbols.substring(5, 10) + "-" + symbols.substring(10);
    }

    public Bytes hash() {
        return Bytes.of(symbols.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
