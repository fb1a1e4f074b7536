package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.KeyRing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class KeysListCommandTest {

    private final OperatorDesk desk;
    private final KeyRing ring;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();

    @Autowired
    KeysListCommandTest(OperatorDesk desk, KeyRing ring, JdbcClient jdbc) {
        this.desk = desk;
        this.ring = ring;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement("HC-KEYS-LIST")
    void each_key_is_a_line_with_state_and_date_and_without_key_material() {
        var active = ring.active(JWSAlgorithm.ES256);
        String revoked = "revoked-" + UUID.randomUUID();
        jdbc.sql("""
                insert into signing_keys (kid, purpose, algorithm, state, public_jwk, wrapped, made_at)
                values (:kid, 'LISTED', 'ES256', 'REVOKED', '{}', 'x', '2026-01-02T03:04:05.678Z')
                """).param("kid", revoked).update();

        assertThat(run("keys", "list")).isZero();
        jdbc.sql("delete from signing_keys where kid = :kid")
                .param("kid", revoked)
                .update();

        assertThat(screen.toString().lines())
                .contains(revoked + "  LISTED  ES256  REVOKED  made 2026-01-02T03:04:05Z")
                .anyMatch(line -> line.startsWith(active.getKeyID() + "  TOKENS  ES256  ACTIVE  made 20"));
        assertThat(screen.toString())
                .doesNotContain(active.toECKey().getD().toString())
                .doesNotContain(active.toECKey().getX().toString());
    }

    @Test
    void words_that_it_does_not_know_are_wrong_use() {
        assertThat(run("keys", "list", "--all")).isEqualTo(2);
        assertThat(screen.toString()).contains("keys list —");
    }

    private int run(String... words) {
        return desk.run("os:test", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
