package org.hospiconnect.dpi.signin;

import java.util.Arrays;

/** Levels of a sign-in, weakest first, as {@code acr} ends; with the words that people read. */
public enum Assurance {
    UNKNOWN("?", "non indiqué", "le fournisseur d'identité ne dit pas comment vous vous êtes connecté"),
    BACKUP("backup", "mode de secours", "moyen temporaire, le temps d'une panne"),
    SINGLE_FACTOR("single-factor", "un seul facteur", "une seule preuve, par exemple un badge posé"),
    LOW("eidas/low", "faible", "identité non vérifiée lors de la remise du moyen"),
    SUBSTANTIAL("eidas/substantial", "substantiel", "deux facteurs, identité vérifiée"),
    HIGH("eidas/high", "élevé", "deux facteurs dans un support certifié, identité vérifiée en présence");

    private final String ending;
    private final String word;
    private final String meaning;

    Assurance(String ending, String word, String meaning) {
        this.ending = ending;
        this.word = word;
        this.meaning = meaning;
    }

    static Assurance of(String acr) {
        return Arrays.stream(values())
                .filter(level -> acr.endsWith("/" + level.ending))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The {@code acr} of this level in the family that another one belongs to: the provider chooses the base. */
    String inFamilyOf(String acr) {
        Assurance other = of(acr);
        return other == UNKNOWN ? ending : acr.substring(0, acr.length() - other.ending.length()) + ending;
    }

    public boolean reaches(Assurance least) {
        return compareTo(least) >= 0;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }
}
