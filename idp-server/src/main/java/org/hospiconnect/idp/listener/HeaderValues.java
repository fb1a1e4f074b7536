package org.hospiconnect.idp.listener;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which headers are let in: by the framework's own rules, which are asked only where not all is printable ASCII. */
public final class HeaderValues {

    private static final Predicate<String> OTHER_NAMES =
            Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*").asMatchPredicate();
    private static final Predicate<String> OTHER_VALUES =
            Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*").asMatchPredicate();

    private HeaderValues() {}

    public static boolean isName(String text) {
        return isPrintable(text) || OTHER_NAMES.test(text);
    }

    public static boolean isValue(String text) {
        return isPrintable(text) || OTHER_VALUES.test(text);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
