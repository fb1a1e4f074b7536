package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A page of {@code docs/reference} that people write and tests hold to the code: its tables, cell by cell. */
public record ReferencePage(String text) {

    public static ReferencePage of(String name) {
        try {
            return new ReferencePage(
                    Files.readString(Path.of("../docs/reference").resolve(name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Rows of the tables whose first header is this one, without headers and backquotes. */
    public List<List<String>> rows(String firstHeader) {
        return Arrays.stream(text.split("\n\n"))
                .filter(block -> block.startsWith("| " + firstHeader + " |"))
                .flatMap(block -> block.lines().skip(2))
                .map(ReferencePage::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.strip().replaceAll("^\\||\\|$", "").split("\\|"))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }
}
