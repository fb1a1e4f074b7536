package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads typed values out of one line; what is wrong is kept by column, and reading goes on, so that all of it is said. */
final class LineCells {

    private static final int MOST_CHARACTERS = 200;

    /** Controls, and the replacement of what no encoding had a character for. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\uFFFD]");

    /** UTF-8 that was saved as Windows-1252: {@code MODÃˆLE}. */
    private static final Pattern TWICE_ENCODED = Pattern.compile("[\u00C3\u00C2]([^\\p{IsLatin}\\s'-]|[ªºŠšŒœŽžŸ])");

    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private final PeopleLine line;
    private final List<String> faults = new ArrayList<>();

    LineCells(PeopleLine line) {
        this.line = line;
        this.faults.addAll(line.faults());
    }

    List<String> faults() {
        return faults;
    }

    void fault(PeopleColumn column, String reason) {
        faults.add(column.header() + ": " + reason);
    }

    Optional<String> text(PeopleColumn column) {
        Optional<String> value = line.value(column);
        value.flatMap(LineCells::unreadable).ifPresent(reason -> fault(column, reason));
        return value;
    }

    /** The text, or the empty text and a fault. */
    String required(PeopleColumn column) {
        Optional<String> value = text(column);
        if (value.isEmpty()) {
            fault(column, "is missing");
        }
        return value.orElse("");
    }

    /** {@code parse} throws {@link IllegalArgumentException} or {@link DateTimeParseException}. */
    <T> Optional<T> parsed(PeopleColumn column, String expected, Function<String, T> parse) {
        return text(column).flatMap(value -> {
            try {
                return Optional.of(parse.apply(value));
            } catch (IllegalArgumentException | DateTimeParseException wrong) {
                fault(column, "expected " + expected);
                return Optional.empty();
            }
        });
    }

    Optional<LocalDate> date(PeopleColumn column) {
        return parsed(
                column,
                "a date, 2026-11-24 or 24/11/2026",
                value -> value.contains("/") ? LocalDate.parse(value, FRENCH) : LocalDate.parse(value));
    }

    /** The date, or the first of all days and a fault. */
    LocalDate requiredDate(PeopleColumn column) {
        Optional<LocalDate> date = date(column);
        if (line.value(column).isEmpty()) {
            fault(column, "is missing");
        }
        return date.orElse(LocalDate.EPOCH);
    }

    Optional<String> matching(PeopleColumn column, String form, String expected) {
        Optional<String> value = text(column);
        if (value.isPresent() && !value.get().matches(form)) {
            fault(column, "expected " + expected);
            return Optional.empty();
        }
        return value;
    }

    private static Optional<String> unreadable(String value) {
        if (value.length() > MOST_CHARACTERS) {
            return Optional.of("longer than " + MOST_CHARACTERS + " characters");
        }
        if (UNREADABLE.matcher(value).find()) {
            return Optional.of("an unreadable character");
        }
        return TWICE_ENCODED.matcher(value).find() ? Optional.of("UTF-8 read as Windows-1252") : Optional.empty();
    }
}
