package org.hospiconnect.idp.assurance;

/** Assurance levels, weakest first; {@code acrName} ends the {@code acr} URI. */
public enum Level {
    /** Of a proof that the référentiel does not let count: it opens nothing, and no {@code acr} says it. */
    REFUSED("refused"),
    BACKUP("backup"),
    SINGLE_FACTOR("single-factor"),
    LOW("eidas/low"),
    SUBSTANTIAL("eidas/substantial"),
    HIGH("eidas/high");

    private final String acrName;

    Level(String acrName) {
        this.acrName = acrName;
    }

    public String acrName() {
        return acrName;
    }

    /** Whatever is asked, what is refused is not enough. */
    public boolean reaches(Level least) {
        return this != REFUSED && compareTo(least) >= 0;
    }
}
