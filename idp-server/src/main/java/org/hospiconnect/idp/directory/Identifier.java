package org.hospiconnect.idp.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * One identifier of a person.
 *
 * @param authority who assigned it: for a {@code MATRICULE} the FINESS of the establishment, else empty
 * @param verifiedAt when it was verified against its source; an unverified RPPS opens nothing national
 * @param verifiedBy that source, as the file or the process names it
 */
public record Identifier(
        Type type,
        String value,
        Optional<String> authority,
        Optional<Instant> verifiedAt,
        Optional<String> verifiedBy) {

    public enum Type {
        RPPS,
        ADELI,
        PSI,
        MATRICULE,
        DIRECTORY_GUID
    }

    /** An unverified one that has no authority. */
    public static Identifier of(Type type, String value) {
        return new Identifier(type, value, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Identifier rpps(RppsNumber number, Optional<Instant> verifiedAt) {
        return new Identifier(Type.RPPS, number.digits(), Optional.empty(), verifiedAt, Optional.empty());
    }

    public static Identifier matricule(String value, String finess) {
        return new Identifier(Type.MATRICULE, value, Optional.of(finess), Optional.empty(), Optional.empty());
    }

    /** The same type, authority and value, verified or not. */
    boolean names(Identifier other) {
        return key().equals(other.key());
    }

    /** What makes it unique over all people. */
    Key key() {
        return new Key(type, authority.orElse(""), value);
    }

    record Key(Type type, String authority, String value) {

        @Override
        public String toString() {
            return "[" + type + "]";
        }
    }

    /** Hidden: a whole national identifier never reaches a log. */
    @Override
    public String toString() {
        return "[" + type + "]";
    }
}
