package org.hospiconnect.idp.directory;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;

/** What two homonyms share: civil name without accents, case or punctuation, and birth date. */
record HomonymKey(String value) {

    static HomonymKey of(Person.Name name, LocalDate birthDate) {
        return new HomonymKey(plain(name.family()) + "|" + plain(name.given()) + "|" + birthDate);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "")
                .toUpperCase(Locale.ROOT);
    }
}
