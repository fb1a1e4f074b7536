package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.ImportedPerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.PeopleImport;
import org.hospiconnect.idp.directory.PeopleImport.Mode;
import org.hospiconnect.idp.directory.PeopleImport.Result;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the line of a people file to the sessions of whom it says that they left. */
@JourneyTest
class LeaversJourneyTest {

    private final Sessions sessions;
    private final PeopleImport imports;
    private final People people;
    private final JdbcClient jdbc;
    private final String matricule = "L" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    LeaversJourneyTest(Sessions sessions, PeopleImport imports, People people, JdbcClient jdbc) {
        this.sessions = sessions;
        this.imports = imports;
        this.people = people;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement("RIE-27-LEAVER")
    void an_import_that_says_departed_ends_the_sessions_for_good() {
        run("ACTIVE", Mode.APPLY);
        Person person = people.findByWord(matricule).getFirst();
        var opened = sessions.open(person.id(), proof(), ExamplePlace.ownDevice());

        run("DEPARTED", Mode.DRY_RUN);
        assertThat(sessions.findByCookie(opened.cookie())).isPresent();
        run("DEPARTED", Mode.APPLY);
        assertThat(sessions.findByCookie(opened.cookie())).isEmpty();
        assertThat(rows(person)).isEqualTo(1);

        run("DEPARTED", Mode.APPLY);
        run("ACTIVE", Mode.APPLY);
        assertThat(sessions.find(opened.session().sid())).isEmpty();
        assertThat(rows(person)).isEqualTo(1);
    }

    private void run(String state, Mode mode) {
        String file = """
                matricule;finess;civil_family;civil_given;exercise_family;exercise_given;birth_date;population;start;state
                %1$s;990000115;PARTANT-%1$s;Alix;PARTANT;Alix;1979-05-06;nurses;2020-01-01;%2$s
                """.formatted(matricule, state);
        Result result =
                imports.run(Bytes.of(file.getBytes(java.nio.charset.StandardCharsets.UTF_8)), mode, "test", SILENT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Run.class, run -> assertThat(run.isSound()).isTrue());
    }

    private long rows(Person person) {
        return jdbc.sql("select count(*) from trail where act = 'SESSION_ENDED' and person = :person")
                .param("person", person.id().toString())
                .query(Long.class)
                .single();
    }

    private static Proof proof() {
        return new Proof(
                "webauthn",
                "key",
                java.util.List.of("hwk"),
                java.time.Clock.systemUTC().instant(),
                ExampleProof.grounds());
    }

    private static final PeopleImport.Watcher SILENT = new PeopleImport.Watcher() {
        @Override
        public void classified(ImportedPerson person) {}

        @Override
        public void progress(int lines) {}
    };
}
