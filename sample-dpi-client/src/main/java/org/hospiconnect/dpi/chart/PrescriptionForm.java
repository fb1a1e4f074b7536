package org.hospiconnect.dpi.chart;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the prescriber typed; kept over the detour to the identity provider. */
public record PrescriptionForm(String drug, String dosage, String days, String comment) implements Serializable {

    /** Public health code: a controlled drug is prescribed for at most 28 days. */
    static final int MOST_DAYS = 28;

    static final List<String> DRUGS = List.of(
            "Morphine (sulfate) LP 30 mg, gélule",
            "Morphine (chlorhydrate) 10 mg/1 mL, solution injectable",
            "Oxycodone LP 10 mg, comprimé",
            "Fentanyl 25 µg/h, dispositif transdermique");

    static final PrescriptionForm EMPTY = new PrescriptionForm("", "", "7", "");

    private static final int LONGEST = 300;

    /** A browser may leave any field out. */
    public PrescriptionForm(
            @Nullable String drug, @Nullable String dosage, @Nullable String days, @Nullable String comment) {
        this.drug = clean(drug);
        this.dosage = clean(dosage);
        this.days = clean(days);
        this.comment = clean(comment);
    }

    /** What is to be mended before anybody is asked to prove anything. */
    List<String> faults() {
        return Stream.of(
                        faultUnless(DRUGS.contains(drug), "Choisissez un médicament dans la liste."),
                        faultUnless(!dosage.isBlank(), "Indiquez la posologie, en toutes lettres."),
                        faultUnless(
                                days.matches("[1-9][0-9]?") && Integer.parseInt(days) <= MOST_DAYS,
                                "La durée va de 1 à " + MOST_DAYS + " jours."),
                        faultUnless(
                                dosage.length() <= LONGEST && comment.length() <= LONGEST,
                                "Un texte dépasse " + LONGEST + " caractères."))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> faultUnless(boolean right, String sentence) {
        return right ? Optional.empty() : Optional.of(sentence);
    }

    private static String clean(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }
}
