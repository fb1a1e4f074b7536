package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A database that a version before made, and a node of that version beside the newer one. */
@JourneyTest
class UpgradeTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final String TWO_APPS = """
            insert into people (id, civil_family, civil_given, exercise_family, exercise_given, birth_date, homonym_key, population,
                affiliations, work_situations, state, start_date)
            values ('00000000-0000-0000-0000-000000000001', 'EXEMPLE', 'Camille', 'EXEMPLE', 'Camille', '1980-01-01', 'x', 'interns',
                '[]', '[]', 'ACTIVE', '2026-01-01');
            insert into authenticators (id, person, kind, handle, material, counter, model, label, attestation, state, enrolled_at, ends_at)
            select 'app' || n, '00000000-0000-0000-0000-000000000001', 'totp', decode('0' || n, 'hex'), '', 0, '', 'App', 'ABSENT',
                'ACTIVE', now() + n * interval '1 second', now() + interval '1 day' from generate_series(1, 2) n
            """;

    private final Flyway flyway;

    @TempDir
    private Path before;

    @Autowired
    UpgradeTest(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Each: the version before had none of that area's last ones, and all of the others'. */
    @ParameterizedTest
    @ValueSource(strings = {"V01_03", "V02_09", "V03_03", "V04_13", "V04_14", "V04_15", "V05_05", "V06_07", "V07_02"})
    @Requirement("HC-UPGRADE")
    void what_is_missing_is_made_up_for_and_the_version_before_starts_beside_it(String missing) throws Exception {
        List<String> database = StartTest.ownDatabase();
        Flyway old =
                of(database).locations("filesystem:" + versionWithout(missing)).load();
        old.migrate();

        int made = of(database).load().migrate().migrationsExecuted;

        assertThat(made).isOne();
        assertThatCode(old::migrate).doesNotThrowAnyException();
    }

    @Test
    @Requirement("HC-UPGRADE")
    void of_two_apps_that_a_person_has_from_before_the_later_one_stays() throws Exception {
        List<String> database = StartTest.ownDatabase();
        of(database).locations("filesystem:" + versionWithout("V04_15")).load().migrate();
        String[] at = database.stream().map(setting -> setting.split("=", 2)[1]).toArray(String[]::new);
        try (var connection = DriverManager.getConnection(at[0], at[1], at[2]);
                var statement = connection.createStatement()) {
            statement.execute(TWO_APPS);

            of(database).load().migrate();

            try (var states = statement.executeQuery(
                    "select string_agg(id || ' ' || state, ', ' order by id) from authenticators")) {
                states.next();
                assertThat(states.getString(1)).isEqualTo("app1 REVOKED, app2 ACTIVE");
            }
        }
    }

    private FluentConfiguration of(List<String> database) {
        String[] at = database.stream().map(setting -> setting.split("=", 2)[1]).toArray(String[]::new);
        return Flyway.configure().configuration(flyway.getConfiguration()).dataSource(at[0], at[1], at[2]);
    }

    private Path versionWithout(String missing) throws Exception {
        try (Stream<Path> all = Files.list(MIGRATIONS)) {
            for (Path file : all.filter(file -> !file.getFileName().toString().startsWith(missing))
                    .toList()) {
                Files.copy(file, before.resolve(file.getFileName()));
            }
        }
        return before;
    }
}
