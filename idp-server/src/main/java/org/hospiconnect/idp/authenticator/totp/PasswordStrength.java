package org.hospiconnect.idp.authenticator.totp;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many bits a password is worth, as the CNIL counts them (recommendation 2022-100): its length times the bits of one character of
 * the classes that are in it. What anybody would guess first is taken out before: given words, and characters that only go on as the
 * ones before did ({@code aaaa}, {@code 4567}, {@code azerty}).
 */
final class PasswordStrength {

    private static final int DIGITS = 10;
    private static final int LETTERS = 26;

    /** Special characters, as the CNIL's examples count them. */
    private static final int SPECIALS = 37;

    /** Neighbours on keyboards, in the alphabet and in numbers; read both ways. */
    private static final String ROWS =
            "azertyuiop|qsdfghjklm|wxcvbn|qwertyuiop|asdfghjkl|zxcvbnm" + "|abcdefghijklmnopqrstuvwxyz|01234567890";

    private static final String ROWS_BACK = new StringBuilder(ROWS).reverse().toString();

    private PasswordStrength() {}

    /** @param guessed names of the person, of the place, usual passwords; each counts as nothing wherever it stands */
    static double bits(String password, Collection<String> guessed) {
        String left = without(password.toLowerCase(Locale.ROOT), guessed);
        int counted = 0;
        for (int i = 0; i < left.length(); i++) {
            if (i == 0 || !goesOn(left.charAt(i - 1), left.charAt(i))) {
                counted++;
            }
        }
        return counted == 0 ? 0 : counted * Math.log(alphabet(password)) / Math.log(2);
    }

    private static String without(String password, Collection<String> guessed) {
        return guessed.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() > 2)
                .reduce(password, (left, word) -> left.replace(word, ""));
    }

    private static boolean goesOn(char before, char here) {
        String pair = "" + before + here;
        return before == here || ROWS.contains(pair) || ROWS_BACK.contains(pair);
    }

    private static int alphabet(String password) {
        return Stream.of(
                        password.chars().anyMatch(Character::isDigit) ? DIGITS : 0,
                        password.chars().anyMatch(Character::isLowerCase) ? LETTERS : 0,
                        password.chars().anyMatch(Character::isUpperCase) ? LETTERS : 0,
                        password.chars().allMatch(Character::isLetterOrDigit) ? 0 : SPECIALS)
                .mapToInt(Integer::intValue)
                .sum();
    }
}
