package org.hospiconnect.idp.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.hospiconnect.idp.value.Bytes;

/**
 * A people file, line by line: encoding and separator are recognised, the header names the columns. A quoted value ends on its
 * line, so that one unclosed quote spoils one line.
 */
final class PeopleFile {

    private final Lines lines;
    private final Charset charset;
    private final char separator;
    private final List<PeopleColumn> columns;

    private PeopleFile(Lines lines, Charset charset, char separator, List<PeopleColumn> columns) {
        this.lines = lines;
        this.charset = charset;
        this.separator = separator;
        this.columns = columns;
    }

    /** What came of opening one. */
    sealed interface Opened {

        record Usable(PeopleFile file) implements Opened {}

        /** {@code why} is a sentence for the operator. */
        record Unreadable(String why) implements Opened {}
    }

    static Opened open(Bytes content) {
        Optional<Charset> charset = TextEncoding.of(content);
        if (charset.isEmpty()) {
            return new Opened.Unreadable("no text in UTF-8 or Windows-1252: it contains a zero byte");
        }
        var lines = new Lines(TextEncoding.reader(content, charset.get()));
        Optional<Lines.Line> first = lines.next();
        if (first.isEmpty() || first.get().tooLong()) {
            return new Opened.Unreadable("the first line is no header");
        }
        String header = first.get().text();
        char separator = header.chars().filter(c -> c == ';').count()
                        >= header.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
        return cells(header, separator)
                .map(names -> opened(lines, charset.get(), separator, names))
                .orElseGet(() -> new Opened.Unreadable("the first line is no header"));
    }

    private static Opened opened(Lines lines, Charset charset, char separator, List<String> names) {
        String unknown = names.stream()
                .filter(name -> PeopleColumn.of(name).isEmpty())
                .map(name -> name.isBlank() ? "(without name)" : name.strip())
                .limit(5)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            return new Opened.Unreadable("unknown columns: " + unknown);
        }
        var columns =
                names.stream().flatMap(name -> PeopleColumn.of(name).stream()).toList();
        String missing = Stream.of(PeopleColumn.values())
                .filter(column -> column.isRequired() && !columns.contains(column))
                .map(PeopleColumn::header)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return new Opened.Unreadable("missing columns: " + missing);
        }
        if (columns.stream().distinct().count() < columns.size()) {
            return new Opened.Unreadable("a column stands twice");
        }
        return new Opened.Usable(new PeopleFile(lines, charset, separator, columns));
    }

    /** {@code UTF-8, separator ;}. */
    String recognised() {
        return charset.name() + ", separator " + separator;
    }

    /** The next line that is not empty; empty at the end. */
    Optional<PeopleLine> next() {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            PeopleLine read = read(line.get());
            if (!read.isBlank()) {
                return Optional.of(read);
            }
        }
        return Optional.empty();
    }

    private PeopleLine read(Lines.Line line) {
        if (line.tooLong()) {
            return PeopleLine.faulty(line.number(), "longer than " + Lines.MOST_CHARACTERS + " characters");
        }
        Optional<List<String>> cells = cells(line.text(), separator);
        if (cells.isEmpty()) {
            return PeopleLine.faulty(line.number(), "a quote is not closed or stands in the wrong place");
        }
        List<String> values = cells.get();
        if (values.stream().allMatch(String::isBlank)) {
            return new PeopleLine(line.number(), Map.of(), List.of());
        }
        if (values.size() != columns.size()) {
            return PeopleLine.faulty(
                    line.number(), "has " + values.size() + " values where the header has " + columns.size());
        }
        var byColumn = new EnumMap<PeopleColumn, String>(PeopleColumn.class);
        for (int i = 0; i < columns.size(); i++) {
            if (!values.get(i).isBlank()) {
                byColumn.put(columns.get(i), values.get(i).strip());
            }
        }
        return new PeopleLine(line.number(), byColumn, List.of());
    }

    private static Optional<List<String>> cells(String line, char separator) {
        var format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
        try (var parser = CSVParser.parse(line, format)) {
            var cells = new ArrayList<String>();
            parser.forEach(row -> cells.addAll(row.toList()));
            return Optional.of(List.copyOf(cells));
        } catch (IOException | UncheckedIOException malformed) {
            return Optional.empty();
        }
    }
}
