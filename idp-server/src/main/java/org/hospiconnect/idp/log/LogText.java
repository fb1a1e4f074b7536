package org.hospiconnect.idp.log;

/** Text of strangers in a line of the log: it stays in its line, in its value, and is not endless. */
final class LogText {

    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_VALUE = 500;
    private static final String CUT = "…";

    private LogText() {}

    static String message(String text) {
        return bounded(text, LONGEST_MESSAGE);
    }

    /** Of a key; a quotation mark would end it and begin another key. */
    static String value(String text) {
        return bounded(text, LONGEST_VALUE).replace('"', '\'');
    }

    private static String bounded(String text, int most) {
        boolean fits = text.length() <= most;
        var line = new StringBuilder();
        (fits ? text : text.substring(0, most))
                .codePoints()
                .map(LogText::visible)
                .forEach(line::appendCodePoint);
        return fits ? line.toString() : line + CUT;
    }

    /** Control characters (line ends, escape sequences), and what a terminal reorders or hides: none is printed. */
    private static int visible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> '\uFFFD';
            default -> character;
        };
    }
}
