package org.hospiconnect.idp.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** One row a person, identifiers beside it; a person is read in one query, and many are read or written in one. */
@Component
class PostgresPeople implements People {

    private static final String SELECT = """
            select p.*, coalesce((
                select json_agg(json_build_object('type', i.type, 'value', i.value, 'authority', nullif(i.authority, ''),
                    'verifiedAt', i.verified_at, 'verifiedBy', i.verified_by) order by i.type, i.authority, i.value)
                from identifiers i where i.person = p.id), '[]') as identifiers
            from people p
            """;
    private static final String BY_WORD = SELECT + """
            where p.id in (
                select person from identifiers where value = :word
                union all select person from identifiers
                    where type = :type and authority = :authority and value = :value
                union all select id from people where id = cast(:id as uuid))
            order by p.id
            """;
    private static final String BY_ANY = SELECT + """
            where p.id in (
                select i.person from jsonb_to_recordset(:keys::jsonb) as k (type text, authority text, value text)
                join identifiers i on i.type = k.type and i.authority = k.authority and i.value = k.value)
            order by p.id
            """;
    private static final String LOCK = " for update of p";
    private static final String BY_HOMONYM_KEYS =
            SELECT + " where p.homonym_key in (select jsonb_array_elements_text(:keys::jsonb)) order by p.id";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    PostgresPeople(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
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
        int colon = word.indexOf(':');
        Optional<Identifier> named = colon > 0
                ? Optional.of(Identifier.matricule(word.substring(colon + 1), word.substring(0, colon)))
                : PsIdNat.parse(word).flatMap(PsIdNat::identifier);
        Optional<Identifier.Key> key = named.map(Identifier::key);
        return jdbc.sql(BY_WORD)
                .param("word", word)
                .param("type", key.map(known -> known.type().name()).orElse(""))
                .param("authority", key.map(Identifier.Key::authority).orElse(""))
                .param("value", key.map(Identifier.Key::value).orElse(""))
                .param("id", UUID_FORM.matcher(word).matches() ? UUID.fromString(word) : null)
                .query(this::person)
                .list();
    }

    @Override
    public List<Person> findHomonyms(Person.Name civilName, LocalDate birthDate) {
        return findHomonyms(List.of(HomonymKey.of(civilName, birthDate)));
    }

    public List<Person> findHomonyms(Collection<HomonymKey> keys) {
        return byHomonymKeys(keys, BY_HOMONYM_KEYS);
    }

    public List<Person> lockHomonyms(Collection<HomonymKey> keys) {
        return byHomonymKeys(keys, BY_HOMONYM_KEYS + LOCK);
    }

    /** Everybody who has one of these. */
    public List<Person> findAny(Collection<Identifier.Key> identifiers) {
        return byAny(identifiers, BY_ANY);
    }

    /** The same; nobody else changes them before the transaction ends. */
    public List<Person> lockAny(Collection<Identifier.Key> identifiers) {
        return byAny(identifiers, BY_ANY + LOCK);
    }

    private List<Person> byAny(Collection<Identifier.Key> identifiers, String sql) {
        return jdbc.sql(sql)
                .param("keys", json.writeValueAsString(identifiers))
                .query(this::person)
                .list();
    }

    private List<Person> byHomonymKeys(Collection<HomonymKey> keys, String sql) {
        var values = keys.stream().map(HomonymKey::value).toList();
        return jdbc.sql(sql)
                .param("keys", json.writeValueAsString(values))
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
        addAll(List.of(person));
    }

    @Override
    @Transactional
    public void change(Person person) {
        changeAll(List.of(person));
    }

    @Transactional
    public void addAll(List<Person> people) {
        jdbc.sql("insert into people select * from jsonb_populate_recordset(null::people, :rows::jsonb)")
                .param("rows", rows(people))
                .update();
        addIdentifiers(people);
    }

    @Transactional
    public void changeAll(List<Person> people) {
        int changed = jdbc.sql("""
                update people p set civil_family = n.civil_family, civil_given = n.civil_given,
                    exercise_family = n.exercise_family, exercise_given = n.exercise_given, birth_date = n.birth_date,
                    homonym_key = n.homonym_key, population = n.population, affiliations = n.affiliations,
                    work_situations = n.work_situations, state = n.state, start_date = n.start_date, end_date = n.end_date,
                    email = n.email, email_verified_at = n.email_verified_at
                from jsonb_populate_recordset(null::people, :rows::jsonb) n where p.id = n.id
                """).param("rows", rows(people)).update();
        if (changed != people.size()) {
            throw new IllegalStateException(changed + " people of " + people.size() + " are there to change");
        }
        jdbc.sql("delete from identifiers where person in (select jsonb_array_elements_text(:ids::jsonb)::uuid)")
                .param(
                        "ids",
                        json.writeValueAsString(people.stream()
                                .map(person -> person.id().toString())
                                .toList()))
                .update();
        addIdentifiers(people);
        events.publishEvent(new PeopleChanged(people.size()));
    }

    private void addIdentifiers(List<Person> people) {
        var rows = people.stream()
                .flatMap(person -> person.identifiers().stream().map(known -> PersonRow.Named.of(person, known)))
                .toList();
        jdbc.sql("""
                insert into identifiers (type, authority, value, person, verified_at, verified_by)
                select type, authority, value, person, verified_at, verified_by
                from jsonb_populate_recordset(null::identifiers, :rows::jsonb)
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private String rows(List<Person> people) {
        return json.writeValueAsString(people.stream().map(PersonRow::of).toList());
    }

    private Person person(ResultSet row, int number) throws SQLException {
        return PersonRow.person(row, json);
    }
}
