package org.hospiconnect.idp.directory;

import java.util.UUID;

/** The immutable local identity of a person: random, {@code sub} in tokens, never used again. */
public record PersonId(UUID value) {

    /** Throws {@link IllegalArgumentException} on anything but a UUID. */
    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
