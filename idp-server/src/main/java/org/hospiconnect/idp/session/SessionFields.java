package org.hospiconnect.idp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.RulesOfPosts;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A session as fields of a hash; times and durations in milliseconds, with which scripts reckon. */
@Component
class SessionFields {

    private static final TypeReference<List<Proof>> PROOFS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JsonMapper json;
    private final SessionSettings settings;
    private final RulesOfPosts posts;

    SessionFields(JsonMapper json, SessionSettings settings, RulesOfPosts posts) {
        this.json = json;
        this.posts = posts;
        this.settings = settings;
    }

    Map<String, String> of(Session session) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("person", session.person().toString());
        fields.put("opened", millis(session.openedAt()));
        fields.put("activity", millis(session.lastActivityAt()));
        fields.put("proofs", json.writeValueAsString(session.proofs()));
        fields.put("idle", millis(session.limits().idle()));
        fields.put("lifetime", millis(session.limits().lifetime()));
        session.place().ifPresent(place -> fields.put("place", text(place)));
        return fields;
    }

    String text(Proof proof) {
        return json.writeValueAsString(proof);
    }

    String text(Place place) {
        return json.writeValueAsString(place);
    }

    /** As a script answers. */
    Map<String, String> read(String object) {
        return json.readValue(object, FIELDS);
    }

    /** Empty when the fields are no session any more. */
    Optional<Session> session(String sid, Map<String, String> fields) {
        Optional<Place> place = Optional.ofNullable(fields.get("place")).map(text -> json.readValue(text, Place.class));
        return fields.containsKey("person")
                ? Optional.of(new Session(
                        sid,
                        PersonId.of(need(fields, "person")),
                        json.readValue(need(fields, "proofs"), PROOFS),
                        instant(need(fields, "opened")),
                        instant(need(fields, "activity")),
                        Optional.ofNullable(fields.get("situation")),
                        place,
                        limits(fields, place)))
                : Optional.empty();
    }

    // settings that became stricter count for sessions of before, and a post's own limits for those that a server of
    // before opened there
    private Limits limits(Map<String, String> fields, Optional<Place> place) {
        Limits kept = settings.limits()
                .within(new Limits(
                        duration(fields, "idle").orElse(settings.idle()),
                        duration(fields, "lifetime").orElse(settings.lifetime())));
        return place.map(posts::of).map(kept::within).orElse(kept);
    }

    private static Optional<Duration> duration(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(Long::parseLong).map(Duration::ofMillis);
    }

    private static String need(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException("a session without " + name));
    }

    static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }

    static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
