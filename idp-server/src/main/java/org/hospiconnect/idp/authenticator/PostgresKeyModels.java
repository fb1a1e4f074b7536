package org.hospiconnect.idp.authenticator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.ModelFacts;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class PostgresKeyModels implements KeyModels {

    // servers of before know BYPASSED by no name: for them its models are compromised
    private static final String STANDING = "case when m.bypassed then 'BYPASSED' else m.standing end";

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final List<String> LOWERED = Arrays.stream(ModelStanding.values())
            .filter(ModelStanding::isLowered)
            .map(Enum::name)
            .toList();

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    PostgresKeyModels(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
    }

    @Override
    public Optional<KeyModel> find(String model) {
        return jdbc.sql("select m.*, " + STANDING + " as said from key_models m where model = :model")
                .param("model", model)
                .query(this::model)
                .optional();
    }

    @Override
    public void replace(List<KeyModel> models) {
        jdbc.sql("delete from key_models").update();
        jdbc.sql("""
                insert into key_models (model, description, icon, certification, standing, bypassed, status,
                    hardware, roots)
                select model, description, decode(icon, 'base64'), certification, standing, bypassed, status, hardware, roots
                from jsonb_to_recordset(:models::jsonb) as given(model text, description text, icon text,
                    certification text, standing text, bypassed boolean, status text, hardware boolean, roots jsonb)
                """)
                .param(
                        "models",
                        json.writeValueAsString(models.stream().map(Row::of).toList()))
                .update();
        events.publishEvent(new KeyModelsChanged());
    }

    @Override
    public Map<String, ModelStanding> lowered() {
        return jdbc
                .sql("select model, " + STANDING + " as standing from key_models m where standing in (:standings)")
                .param("standings", LOWERED)
                .query((row, _) -> Map.entry(row.getString("model"), ModelStanding.valueOf(row.getString("standing"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Map<String, ModelFacts> facts() {
        return jdbc
                .sql("select model, " + STANDING + " as said, certification from key_models m")
                .query((row, _) -> Map.entry(row.getString("model"), facts(row)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ModelFacts facts(ResultSet row) throws SQLException {
        return new ModelFacts(
                ModelStanding.valueOf(row.getString("said")).flaw(),
                Certification.valueOf(row.getString("certification")));
    }

    @Override
    public List<Held> held() {
        return jdbc.sql("""
                select a.model, coalesce(%s, 'UNLISTED') as standing,
                    coalesce(m.certification, 'NONE') as certification, count(distinct a.person) as holders
                from authenticators a left join key_models m on m.model = a.model
                where a.state <> 'REVOKED' group by a.model, m.standing, m.bypassed, m.certification
                order by a.model
                """.formatted(STANDING))
                .query((row, _) -> new Held(
                        row.getString("model"),
                        ModelStanding.valueOf(row.getString("standing")),
                        Certification.valueOf(row.getString("certification")),
                        row.getInt("holders")))
                .list();
    }

    private KeyModel model(ResultSet row, int number) throws SQLException {
        return new KeyModel(
                row.getString("model"),
                row.getString("description"),
                Optional.ofNullable(row.getBytes("icon")).map(Bytes::of),
                Certification.valueOf(row.getString("certification")),
                ModelStanding.valueOf(row.getString("said")),
                row.getString("status"),
                row.getBoolean("hardware"),
                json.readValue(row.getString("roots"), TEXTS).stream()
                        .map(root -> Bytes.of(Base64.getDecoder().decode(root)))
                        .toList());
    }

    /** As the statement reads it. */
    private record Row(
            String model,
            String description,
            Optional<String> icon,
            Certification certification,
            ModelStanding standing,
            boolean bypassed,
            String status,
            boolean hardware,
            List<String> roots) {

        static Row of(KeyModel model) {
            boolean bypassed = model.standing() == ModelStanding.BYPASSED;
            return new Row(
                    model.model(),
                    model.description(),
                    model.icon().map(Row::base64),
                    model.certification(),
                    bypassed ? ModelStanding.COMPROMISED : model.standing(),
                    bypassed,
                    model.status(),
                    model.hardware(),
                    model.roots().stream().map(Row::base64).toList());
        }

        private static String base64(Bytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.toArray());
        }
    }
}
