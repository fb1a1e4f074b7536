package org.hospiconnect.idp.directory;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code PS_IdNat}, the national form of a person's identifier: a type prefix (TRE_G08) and the identifier as its register
 * writes it. An encoding only: what is kept is the identifier.
 */
public record PsIdNat(Type type, String body) {

    /** Types that are still in use; the bodies as cards and directories carry them. */
    public enum Type {
        MSSANTE("10", "[^@/]+@[^@/]+"),
        ADELI("0", "[0-9A-Z]{9}"),
        ADELI_PRACTICE("1", "[0-9A-Z]{11}/.+"),
        FINESS("3", "[0-9A-Z]{9,10}/.+"),
        SIREN("4", "[0-9]{9}/.+"),
        SIRET("5", "[0-9]{14}/.+"),
        RPPS_PRACTICE("6", "[0-9]{14}/.+"),
        RPPS("8", "[0-9]{11}");

        private final String prefix;
        private final Pattern form;

        Type(String prefix, String form) {
            this.prefix = prefix;
            this.form = Pattern.compile(form);
        }
    }

    /** Throws {@link IllegalArgumentException} on a body that is not of the type. */
    public PsIdNat {
        if (body.length() > 80 || !type.form.matcher(body).matches()) {
            throw new IllegalArgumentException("no PS_IdNat of type " + type);
        }
    }

    /** Empty when the text has no known prefix or not its form. */
    public static Optional<PsIdNat> parse(String text) {
        for (Type type : Type.values()) {
            if (text.startsWith(type.prefix) && text.length() <= 80) {
                String body = text.substring(type.prefix.length());
                if (type.form.matcher(body).matches()) {
                    return Optional.of(new PsIdNat(type, body));
                }
            }
        }
        return Optional.empty();
    }

    /** As the directory keeps it; empty for the types that it keeps otherwise or not at all. */
    public Optional<Identifier> identifier() {
        return switch (type) {
            case RPPS -> Optional.of(Identifier.rpps(new RppsNumber(body), Optional.empty()));
            case ADELI -> Optional.of(Identifier.of(Identifier.Type.ADELI, body));
            case FINESS -> {
                int slash = body.indexOf('/');
                yield Optional.of(Identifier.matricule(body.substring(slash + 1), body.substring(0, slash)));
            }
            case MSSANTE, ADELI_PRACTICE, SIREN, SIRET, RPPS_PRACTICE -> Optional.empty();
        };
    }

    /** {@code 899700001375}. */
    public String print() {
        return type.prefix + body;
    }

    /** Hidden: a whole national identifier never reaches a log. */
    @Override
    public String toString() {
        return "[PS_IdNat " + type + "]";
    }
}
