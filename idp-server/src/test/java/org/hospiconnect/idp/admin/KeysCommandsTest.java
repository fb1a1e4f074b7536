package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class KeysCommandsTest {

    private final OperatorDesk desk;
    private final KeyRing ring;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();

    @Autowired
    KeysCommandsTest(OperatorDesk desk, KeyRing ring, JdbcClient jdbc) {
        this.desk = desk;
        this.ring = ring;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement("HC-KEYS-LIST")
    void each_key_is_a_line_with_state_and_dates_and_without_key_material() {
        String active = active();

        assertThat(run("keys", "list")).isZero();

        assertThat(screen.toString().lines())
                .anyMatch(line -> line.matches(
                        active + "  TOKENS  ES256  ACTIVE  wrapped  made 20\\S+Z  signs from 20\\S+Z  until 20\\S+Z"
                                + "  published until 20\\S+Z"))
                .anyMatch(line -> line.contains("  VIHF_CONTEXT  ES256  NEXT  wrapped  made 20"));
        ring.published()
                .getKeys()
                .forEach(key -> assertThat(screen.toString())
                        .doesNotContain(
                                key.toJSONObject().getOrDefault("x", "no curve").toString()));
    }

    @Test
    @Requirement({"HC-KEYS-ROTATE", "HC-KEYS-REVOKE"})
    void operators_rotate_and_revoke_and_the_trail_knows_who() {
        String active = active();

        assertThat(run("keys", "rotate", "--purpose", "TOKENS", "--algorithm", "ES256"))
                .isZero();
        assertThat(screen.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).matches("TOKENS  ES256  \\S{43}  signs from 20\\S+Z"));
        assertThat(run("keys", "revoke", active)).isZero();

        assertThat(screen.toString()).contains(active + " is revoked").contains("docs/how-to/rotate-keys.md");
        assertThat(active()).isNotEqualTo(active);
        assertThat(jdbc.sql("select act from trail where actor = 'os:test' and details->>'kid' = ?")
                        .param(active)
                        .query(String.class)
                        .list())
                .contains("KEY_REVOKED");
        assertThat(run("keys", "revoke", active)).isZero();
        assertThat(screen.toString()).contains(active + " was revoked before");
    }

    @Test
    void a_ring_or_a_key_that_is_not_there_is_refused() {
        assertThat(run("keys", "rotate", "--algorithm", "HS256")).isEqualTo(1);
        assertThat(run("keys", "revoke", "nobody")).isEqualTo(1);
        assertThat(screen.toString()).contains("there is no such ring").contains("no key nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys list --all",
                "keys rotate now",
                "keys rotate --kid x",
                "keys rotate --purpose",
                "keys revoke",
                "keys revoke a b",
                "keys revoke --all"
            })
    void words_that_it_does_not_know_are_wrong_use(String typed) {
        assertThat(run(typed.split(" "))).isEqualTo(2);
        assertThat(screen.toString()).contains(" — ");
    }

    private String active() {
        return ring.active(KeyPurpose.TOKENS, JWSAlgorithm.ES256).kid();
    }

    private int run(String... words) {
        return desk.run("os:test", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
