package org.hospiconnect.idp.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes people files: one right line, of which a test changes some columns. */
final class PeopleText {

    private final List<PeopleColumn> columns = List.of(PeopleColumn.values());
    private final List<Map<PeopleColumn, String>> lines = new ArrayList<>();
    private final char separator;

    PeopleText(char separator) {
        this.separator = separator;
    }

    static PeopleText of(Map<PeopleColumn, String> line) {
        return new PeopleText(';').line(line);
    }

    PeopleText line(Map<PeopleColumn, String> line) {
        lines.add(line);
        return this;
    }

    static Map<PeopleColumn, String> physician(String finess, String matricule) {
        var line = new LinkedHashMap<PeopleColumn, String>();
        line.put(PeopleColumn.MATRICULE, matricule);
        line.put(PeopleColumn.FINESS, finess);
        line.put(PeopleColumn.CIVIL_FAMILY, "EXEMPLE" + matricule.replaceAll("[^A-Z]", ""));
        line.put(PeopleColumn.CIVIL_GIVEN, "Maëlle");
        line.put(PeopleColumn.BIRTH_DATE, "1980-02-29");
        line.put(PeopleColumn.POPULATION, "physicians");
        line.put(PeopleColumn.START, "2020-01-01");
        line.put(PeopleColumn.PROFESSION, "10");
        line.put(PeopleColumn.PROFESSION_LABEL, "Médecin");
        line.put(PeopleColumn.SAVOIR_FAIRE, "SM54");
        line.put(PeopleColumn.SAVOIR_FAIRE_LABEL, "Médecine générale");
        line.put(PeopleColumn.MODE, "S");
        return line;
    }

    static Map<PeopleColumn, String> with(Map<PeopleColumn, String> line, PeopleColumn column, String value) {
        var changed = new LinkedHashMap<>(line);
        changed.put(column, value);
        return changed;
    }

    @Override
    public String toString() {
        String between = String.valueOf(separator);
        String header = columns.stream().map(PeopleColumn::header).collect(Collectors.joining(between));
        return lines.stream()
                .map(line -> columns.stream()
                        .map(column -> line.getOrDefault(column, ""))
                        .collect(Collectors.joining(between)))
                .collect(Collectors.joining("\r\n", header + "\r\n", "\r\n"));
    }
}
