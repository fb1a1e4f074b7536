package org.hospiconnect.idp.authenticator.totp;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many bits a password is worth, as the CNIL counts them (recommendation 2022-100): its length times the bits of one character of
 * the classes that are in it. What anybody would guess first is taken out before: given words, whatever accents they have, and characters
 * that only go on as the ones before did ({@code aaaa}, {@code 4567}, {@code azerty}) or come again with the two before them.
 */
final class PasswordStrength {

    private static final int DIGITS = 10;
    private static final int LETTERS = 26;

    /** Special characters, as the CNIL's examples count them. */
    private static final int SPECIALS = 37;

    /** Neighbours on keyboards, in the alphabet and in numbers; read both ways. */
    private static final String ROWS =
            "azertyuiop|qsdfghjklm|wxcvbn|qwertyuiop|asdfghjkl|zxcvbnm" + "|abcdefghijklmnopqrstuvwxyz|01234567890";

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final String ROWS_BACK = new StringBuilder(ROWS).reverse().toString();

    private PasswordStrength() {}

    /** @param guessed names of the person, of the place, usual passwords; each counts as nothing wherever it stands */
    static double bits(String password, Collection<String> guessed) {
        String left = without(plain(password), guessed);
        int counted = 0;
        for (int i = 0; i < left.length(); i++) {
            if (!goesOn(left, i) && !comesAgain(left, i)) {
                counted++;
            }
        }
        return counted == 0
                ? 0
                : counted * Math.log(alphabet(Normalizer.normalize(password, Normalizer.Form.NFC))) / Math.log(2);
    }

    private static String without(String password, Collection<String> guessed) {
        return guessed.stream()
                .map(PasswordStrength::plain)
                .filter(word -> word.length() > 2)
                .reduce(password, (left, word) -> left.replace(word, ""));
    }

    /** Small letters without their accents, one character each, however they were typed. */
    private static String plain(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        return ACCENTS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static boolean goesOn(String text, int at) {
        if (at == 0) {
            return false;
        }
        String pair = text.substring(at - 1, at + 1);
        return pair.charAt(0) == pair.charAt(1) || ROWS.contains(pair) || ROWS_BACK.contains(pair);
    }

    private static boolean comesAgain(String text, int at) {
        return at >= 2 && text.indexOf(text.substring(at - 2, at + 1)) < at - 2;
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
