package org.hospiconnect.idp.keys;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All signing keys as operators see them: of every state, without any key material. */
@Component
public class KeyRegister {

    private final JdbcClient jdbc;

    KeyRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One key.
     *
     * @param purpose what it signs, {@code TOKENS}
     * @param state {@code ACTIVE} signs now
     */
    public record Entry(String kid, String purpose, String algorithm, String state, Instant madeAt) {}

    /** As the store has them now, oldest first. */
    public List<Entry> all() {
        return jdbc.sql("select kid, purpose, algorithm, state, made_at from signing_keys order by made_at, kid")
                .query((row, _) -> new Entry(
                        row.getString("kid"),
                        row.getString("purpose"),
                        row.getString("algorithm"),
                        row.getString("state"),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }
}
