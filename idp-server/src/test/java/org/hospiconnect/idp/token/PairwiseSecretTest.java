package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.keys.FreshDatabase;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Where the secret of pairwise names is kept, and what became of one that an older version kept in clear. */
@Requirement("HC-PAIRWISE-SECRET")
class PairwiseSecretTest {

    /** What a server of before does at its first pairwise name. */
    private static final String AS_BEFORE =
            "insert into pairwise_secret (one, secret) values (true, :secret) on conflict (one) do nothing";

    private static final String PERSON = "00000000-0000-7000-8000-000000000001";
    private static final Clock CLOCK = Clock.systemUTC();

    private final FreshDatabase database = FreshDatabase.made();
    private final Bytes older = new Secrets().next(32);

    @Test
    void a_new_deployment_keeps_it_wrapped_alone() {
        String name = server().of(PERSON, application());

        assertThat(server().of(PERSON, application())).isEqualTo(name).hasSize(43);
        assertThat(clear()).isEmpty();
        assertThat(wrapped()).isPresent();
    }

    @Test
    void one_that_was_in_clear_stays_the_same_and_is_wrapped_at_the_start() throws Exception {
        serverOfBefore();
        var server = server();
        server.run(new org.springframework.boot.DefaultApplicationArguments());

        assertThat(server.of(PERSON, application())).isEqualTo(asBefore());
        assertThat(wrapped()).isPresent().isNotEqualTo(Optional.of(older));
        assertThat(wrapped().orElseThrow().toString()).doesNotContain(older.toString());
    }

    @Test
    void the_clear_one_goes_a_day_later_and_names_stay() throws Exception {
        serverOfBefore();
        var server = server();
        server.of(PERSON, application());

        assertThat(server.removeOverBefore(CLOCK.instant().minus(Duration.ofDays(1)), 10))
                .isZero();
        serverOfBefore();
        assertThat(server.removeOverBefore(CLOCK.instant().plusSeconds(1), 10)).isOne();

        assertThat(clear()).isEmpty();
        assertThat(server().of(PERSON, application())).isEqualTo(asBefore());
    }

    @Test
    void a_server_of_before_gets_an_error_rather_than_another_secret() {
        server().of(PERSON, application());

        assertThatThrownBy(this::serverOfBefore)
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("this server is older than its database");
    }

    private PairwiseSubjects server() {
        return new PairwiseSubjects(database.jdbc(), database.secrets(), database.transactions(), CLOCK);
    }

    private void serverOfBefore() {
        database.jdbc().sql(AS_BEFORE).param("secret", older.toArray()).update();
    }

    private Optional<Bytes> clear() {
        return read("select secret from pairwise_secret");
    }

    private Optional<Bytes> wrapped() {
        return read("select wrapped from deployment_secrets where name = 'pairwise'");
    }

    private Optional<Bytes> read(String sql) {
        return database.jdbc()
                .sql(sql)
                .query((row, _) -> Bytes.of(row.getBytes(1)))
                .optional();
    }

    private String asBefore() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(older.toArray(), "HmacSHA256"));
        return Bytes.of(mac.doFinal(("dpi.example|" + PERSON).getBytes(StandardCharsets.UTF_8)))
                .toBase64Url();
    }

    private static RelyingApplication application() {
        return ExampleApplication.one("dpi")
                .tokens(new TokenRules(
                        TokenRules.Binding.NONE,
                        false,
                        false,
                        TokenRules.SubjectType.PAIRWISE,
                        Optional.of("dpi.example"),
                        Optional.empty(),
                        Set.of(),
                        java.util.Map.of()))
                .get();
    }
}
