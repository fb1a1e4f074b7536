package org.hospiconnect.idp.assurance;

/** Assurance levels, weakest first; {@code acrName} ends the {@code acr} URI. */
public enum Level {
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

    public boolean reaches(Level least) {
        return compareTo(least) >= 0;
    }
}
