package org.hospiconnect.simulator.dmp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A patient as the DMP writes one: {@code <13 characters and 2 of key>^^^&<OID>&ISO^NH}. */
final class Ins {

    /** NIR, NIA and the test OID; Corsican departments are 2A and 2B. */
    private static final Pattern FORM = Pattern.compile(
            "([1-478][0-9]{4}(?:[0-9]{2}|2A|2B)[0-9]{6})([0-9]{2})\\^\\^\\^&1\\.2\\.250\\.1\\.213\\.1\\.4\\.(?:8|9|10)&ISO\\^NH");

    private Ins() {}

    static boolean isOne(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && key(form.group(1)) == Integer.parseInt(form.group(2));
    }

    /** The departments of Corsica count as 19 and 18. */
    private static int key(String body) {
        long number = Long.parseLong(body.replace("2A", "19").replace("2B", "18"));
        return (int) (97 - number % 97);
    }
}
