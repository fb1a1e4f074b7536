package org.hospiconnect.idp.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * One identifier of a person.
 *
 * @param authority who assigned it: for a {@code MATRICULE} the FINESS of the establishment, else empty
 * @param verifiedAt when it was verified against its source; an unverified RPPS opens nothing national
 */
public record Identifier(Type type, String value, Optional<String> authority, Optional<Instant> verifiedAt) {

    public enum Type {
        RPPS,
        ADELI,
        PSI,
        MATRICULE,
        DIRECTORY_GUID
    }

    public static Identifier rpps(RppsNumber number, Optional<Instant> verifiedAt) {
        return new Identifier(Type.RPPS, number.digits(), Optional.empty(), verifiedAt);
    }

    public static Identifier matricule(String value, String finess) {
        return new Identifier(Type.MATRICULE, value, Optional.of(finess), Optional.empty());
    }

    /** Hidden: a whole national identifier never reaches a log. */
    @Override
    public String toString() {
        return "[" + type + "]";
    }
}
