package org.hospiconnect.idp.directory;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The fictional population, profile {@code demo} only: added at the first start, left alone afterwards. */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class DemoPeople implements ApplicationRunner {

    private static final List<Establishment> ESTABLISHMENTS = List.of(
            new Establishment(
                    "990000115",
                    "1990000115",
                    "CH FICTIF DE VALMONT",
                    "SA01",
                    UUID.fromString("5f0c7c1e-0000-4000-8000-000990000115")),
            new Establishment(
                    "990000222",
                    "1990000222",
                    "CLINIQUE FICTIVE DES TILLEULS",
                    "SA01",
                    UUID.fromString("5f0c7c1e-0000-4000-8000-000990000222")));

    private final People people;
    private final Establishments establishments;

    DemoPeople(People people, Establishments establishments) {
        this.people = people;
        this.establishments = establishments;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        ESTABLISHMENTS.forEach(establishments::put);
        for (List<CSVRecord> lines : byPerson().values()) {
            CSVRecord first = lines.getFirst();
            var matricule = Identifier.matricule(first.get("matricule"), first.get("finess"));
            if (people.find(matricule).isEmpty()) {
                people.add(person(first, matricule, lines));
            }
        }
    }

    private static Map<String, List<CSVRecord>> byPerson() {
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(';')
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var file = DemoPeople.class.getResourceAsStream("/demo/people.csv")) {
            var reader = new InputStreamReader(Optional.ofNullable(file).orElseThrow(), StandardCharsets.UTF_8);
            return format.parse(reader).getRecords().stream()
                    .collect(Collectors.groupingBy(
                            line -> line.get("finess") + line.get("matricule"),
                            LinkedHashMap::new,
                            Collectors.toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Person person(CSVRecord line, Identifier matricule, List<CSVRecord> lines) {
        Optional<LocalDate> end = text(line, "end").map(LocalDate::parse);
        LocalDate start = LocalDate.parse(line.get("start"));
        return new Person(
                new PersonId(UUID.randomUUID()),
                new Person.Name(line.get("civil_family"), line.get("civil_given")),
                new Person.Name(line.get("exercise_family"), line.get("exercise_given")),
                LocalDate.parse(line.get("birth_date")),
                line.get("population"),
                identifiers(line, matricule),
                List.of(new Affiliation(line.get("finess"), start, end)),
                situations(lines),
                Person.State.valueOf(line.get("state")),
                start,
                end);
    }

    private static List<Identifier> identifiers(CSVRecord line, Identifier matricule) {
        var identifiers = new ArrayList<Identifier>();
        identifiers.add(matricule);
        text(line, "rpps")
                .map(digits -> Identifier.rpps(
                        new RppsNumber(digits),
                        text(line, "rpps_verified_at")
                                .map(day -> LocalDate.parse(day)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant())))
                .ifPresent(identifiers::add);
        return identifiers;
    }

    private static List<WorkSituation> situations(List<CSVRecord> lines) {
        var situations = new ArrayList<WorkSituation>();
        for (CSVRecord line : lines) {
            text(line, "profession").ifPresent(code -> situations.add(situation(line, code)));
        }
        return situations;
    }

    private static WorkSituation situation(CSVRecord line, String profession) {
        return new WorkSituation(
                profession + "-" + line.get("struct_idnat") + "-" + line.get("mode"),
                new CodedValue(profession, line.get("profession_oid"), line.get("profession_label")),
                text(line, "savoir_faire")
                        .map(code -> new CodedValue(code, "1.2.250.1.71.4.2.5", line.get("savoir_faire_label"))),
                line.get("struct_idnat"),
                line.get("structure_name"),
                line.get("sector"),
                line.get("mode"),
                text(line, "medical_regulation").isPresent());
    }

    private static Optional<String> text(CSVRecord line, String column) {
        return Optional.of(line.get(column)).filter(value -> !value.isBlank());
    }
}
