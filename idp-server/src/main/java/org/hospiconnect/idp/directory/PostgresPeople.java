package org.hospiconnect.idp.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One row a person, identifiers beside it; a person is read in one query. */
@Component
class PostgresPeople implements People {

    private static final String SELECT = """
            select p.*, coalesce((
                select json_agg(json_build_object('type', i.type, 'value', i.value,
                    'authority', nullif(i.authority, ''), 'verifiedAt', i.verified_at) order by i.type, i.authority, i.value)
                from identifiers i where i.person = p.id), '[]') as identifiers
            from people p
            """;
    private static final String BY_WORD = SELECT + """
            where p.id in (
                select person from identifiers
                where value = :word or authority || ':' || value = :word or type = 'RPPS' and '8' || value = :word)
               or p.id::text = :word
            order by p.id
            """;
    private static final TypeReference<List<Identifier>> IDENTIFIERS = new TypeReference<>() {};
    private static final TypeReference<List<Affiliation>> AFFILIATIONS = new TypeReference<>() {};
    private static final TypeReference<List<WorkSituation>> SITUATIONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostgresPeople(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return jdbc.sql(SELECT + " where p.id = :id")
                .param("id", id.value())
                .query(this::person)
                .optional();
    }

    @Override
    public Optional<Person> find(Identifier identifier) {
        return jdbc.sql(SELECT + """
                 where p.id = (select person from identifiers
                               where type = :type and authority = :authority and value = :value)
                """)
                .param("type", identifier.type().name())
                .param("authority", identifier.authority().orElse(""))
                .param("value", identifier.value())
                .query(this::person)
                .optional();
    }

    @Override
    public List<Person> findByWord(String word) {
        return jdbc.sql(BY_WORD).param("word", word).query(this::person).list();
    }

    @Override
    public List<Person> findHomonyms(Person.Name civilName, LocalDate birthDate) {
        return jdbc.sql(SELECT + " where p.homonym_key = :key order by p.id")
                .param("key", HomonymKey.of(civilName, birthDate).value())
                .query(this::person)
                .list();
    }

    @Override
    public List<Person> all() {
        return jdbc.sql(SELECT + " order by p.exercise_family, p.exercise_given, p.id")
                .query(this::person)
                .list();
    }

    @Override
    @Transactional
    public void add(Person person) {
        write(person, """
                insert into people (id, civil_family, civil_given, exercise_family, exercise_given, birth_date, homonym_key,
                    population, affiliations, work_situations, state, start_date, end_date)
                values (:id, :civilFamily, :civilGiven, :exerciseFamily, :exerciseGiven, :birthDate, :homonymKey,
                    :population, :affiliations::jsonb, :situations::jsonb, :state, :start, :end)
                """);
        addIdentifiers(person);
    }

    @Override
    @Transactional
    public void change(Person person) {
        int changed = write(person, """
                update people set civil_family = :civilFamily, civil_given = :civilGiven, exercise_family = :exerciseFamily,
                    exercise_given = :exerciseGiven, birth_date = :birthDate, homonym_key = :homonymKey,
                    population = :population, affiliations = :affiliations::jsonb, work_situations = :situations::jsonb,
                    state = :state, start_date = :start, end_date = :end
                where id = :id
                """);
        if (changed == 0) {
            throw new IllegalStateException("no person " + person.id());
        }
        jdbc.sql("delete from identifiers where person = :id")
                .param("id", person.id().value())
                .update();
        addIdentifiers(person);
    }

    private int write(Person person, String sql) {
        return jdbc.sql(sql)
                .param("id", person.id().value())
                .param("civilFamily", person.civilName().family())
                .param("civilGiven", person.civilName().given())
                .param("exerciseFamily", person.exerciseName().family())
                .param("exerciseGiven", person.exerciseName().given())
                .param("birthDate", person.birthDate())
                .param(
                        "homonymKey",
                        HomonymKey.of(person.civilName(), person.birthDate()).value())
                .param("population", person.population())
                .param("affiliations", json.writeValueAsString(person.affiliations()))
                .param("situations", json.writeValueAsString(person.workSituations()))
                .param("state", person.state().name())
                .param("start", person.start())
                .param("end", person.end().orElse(null))
                .update();
    }

    private void addIdentifiers(Person person) {
        for (Identifier identifier : person.identifiers()) {
            jdbc.sql("""
                    insert into identifiers (type, authority, value, person, verified_at)
                    values (:type, :authority, :value, :person, :verifiedAt)
                    """)
                    .param("type", identifier.type().name())
                    .param("authority", identifier.authority().orElse(""))
                    .param("value", identifier.value())
                    .param("person", person.id().value())
                    .param(
                            "verifiedAt",
                            identifier
                                    .verifiedAt()
                                    .map(at -> at.atOffset(ZoneOffset.UTC))
                                    .orElse(null))
                    .update();
        }
    }

    private Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                PersonId.of(row.getString("id")),
                new Person.Name(row.getString("civil_family"), row.getString("civil_given")),
                new Person.Name(row.getString("exercise_family"), row.getString("exercise_given")),
                row.getObject("birth_date", LocalDate.class),
                row.getString("population"),
                json.readValue(row.getString("identifiers"), IDENTIFIERS),
                json.readValue(row.getString("affiliations"), AFFILIATIONS),
                json.readValue(row.getString("work_situations"), SITUATIONS),
                Person.State.valueOf(row.getString("state")),
                row.getObject("start_date", LocalDate.class),
                Optional.ofNullable(row.getObject("end_date", LocalDate.class)));
    }
}
