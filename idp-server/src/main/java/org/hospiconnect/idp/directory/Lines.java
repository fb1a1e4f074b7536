package org.hospiconnect.idp.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The lines of a text, each bounded: of one that is too long nothing is kept. */
final class Lines {

    static final int MOST_CHARACTERS = 8_000;

    private final BufferedReader reader;
    private int number;

    Lines(BufferedReader reader) {
        this.reader = reader;
    }

    record Line(int number, String text, boolean tooLong) {}

    Optional<Line> next() {
        try {
            int character = reader.read();
            if (character < 0) {
                return Optional.empty();
            }
            number++;
            var text = new StringBuilder();
            boolean tooLong = false;
            while (character >= 0 && character != '\n') {
                tooLong = tooLong || text.length() == MOST_CHARACTERS;
                if (!tooLong) {
                    text.append((char) character);
                }
                character = reader.read();
            }
            return Optional.of(new Line(number, tooLong ? "" : withoutReturn(text), tooLong));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory are readable", impossible);
        }
    }

    private static String withoutReturn(StringBuilder text) {
        boolean ends = !text.isEmpty() && text.charAt(text.length() - 1) == '\r';
        return ends ? text.substring(0, text.length() - 1) : text.toString();
    }
}
