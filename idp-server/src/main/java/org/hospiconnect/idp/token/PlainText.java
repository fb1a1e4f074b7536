package org.hospiconnect.idp.token;

/** Text of a request that stores and logs can hold. */
public final class PlainText {

    private PlainText() {}

    /** Neither controls nor halves of characters, which no encoding can write. */
    public static boolean is(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
