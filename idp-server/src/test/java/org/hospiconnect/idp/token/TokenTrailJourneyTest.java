package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the trail keeps of tokens, and what it only counts. */
@JourneyTest
@Import(ProviderFixture.class)
class TokenTrailJourneyTest {

    private final ProviderFixture provider;
    private final JdbcClient jdbc;
    private final WrittenCounts counts;

    @Autowired
    TokenTrailJourneyTest(ProviderFixture provider, JdbcClient jdbc, WrittenCounts counts) {
        this.provider = provider;
        this.jdbc = jdbc;
        this.counts = counts;
    }

    @Test
    @Requirement("HC-TRAIL-TOKENS")
    void tokens_refusals_and_ends_have_their_rows_with_reason_and_reference() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        var first = dpi.redeem(code);
        dpi.refresh(first.text("refresh_token"));
        var refused = dpi.redeem(code);
        dpi.redeem(code);

        assertThat(rows(dpi))
                .containsExactly(
                        "TOKEN_ISSUED DONE -",
                        "TOKEN_ISSUED DONE -",
                        "FAMILY_ENDED DONE -",
                        "TOKEN_REFUSED REFUSED CODE_REPLAYED",
                        "TOKEN_REFUSED REFUSED CODE_REPLAYED");
        assertThat(jdbc.sql("select client from trail where reference = :reference")
                        .param("reference", refused.text("reference"))
                        .query(String.class)
                        .single())
                .isEqualTo(dpi.registered().id());
    }

    @Test
    @Requirement("HC-TRAIL-NO-SECRET")
    void no_token_and_no_code_stands_in_the_trail() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        var tokens = dpi.redeem(code);

        String trail = jdbc.sql("select t::text from trail t where client = :client")
                .param("client", dpi.registered().id())
                .query(String.class)
                .list()
                .toString();
        assertThat(trail)
                .contains("TOKEN_ISSUED")
                .doesNotContain(code, tokens.text("access_token"), tokens.text("refresh_token"), dpi.secret());
        String kept = jdbc.sql("select f::text from refresh_families f where client = :client")
                .param("client", dpi.registered().id())
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain(tokens.text("refresh_token"));
    }

    @Test
    @Requirement("HC-TRAIL-STRANGERS")
    void strangers_are_counted_and_fill_nothing() {
        var dpi = provider.application();
        long before = refusals();
        long rows = all();

        for (int i = 0; i < 5; i++) {
            new Application(dpi.issuer(), dpi.registered(), "wrong").redeem("code");
            dpi.get("/oauth2/authorize?client_id=unknown");
        }

        assertThat(refusals() - before).isGreaterThanOrEqualTo(10);
        assertThat(all()).isEqualTo(rows);
        assertThat(rows(dpi)).isEmpty();
    }

    static Stream<Map<String, String>> unproved() {
        String refresh = "A".repeat(22) + "." + "A".repeat(43) + "." + "A".repeat(43);
        return Stream.of(
                Map.of("grant_type", "authorization_code", "code", "unknown", "redirect_uri", ProviderFixture.REDIRECT),
                Map.of("grant_type", "refresh_token", "refresh_token", refresh),
                Map.of("grant_type", "refresh_token", "refresh_token", "unknown"),
                Map.of("grant_type", "client_credentials"),
                Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token", "x"));
    }

    @ParameterizedTest
    @MethodSource("unproved")
    @Requirement("HC-TRAIL-PUBLIC-NAMES")
    void the_name_of_a_public_client_alone_fills_no_trail(Map<String, String> form) {
        var app = provider.publicApplication();
        long before = refusals();
        long rows = all();

        var answer = app.post("/oauth2/token", form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isIn("invalid_grant", "unauthorized_client");
        assertThat(refusals()).isEqualTo(before + 1);
        assertThat(all()).isEqualTo(rows);
    }

    @Test
    @Requirement("HC-TRAIL-PUBLIC-NAMES")
    void where_a_code_or_token_of_ours_is_shown_a_public_client_has_its_rows_too() {
        var app = provider.publicApplication();
        String code = provider.code(provider.signIn(), app);

        var wrong = app.redeem(Map.of("code", code, "code_verifier", Application.VERIFIER.replace('d', 'e')));
        var first = app.redeem(code);
        provider.application().refresh(first.text("refresh_token"));
        provider.publicApplication().refresh(first.text("refresh_token"));
        app.redeem(code);

        assertThat(wrong.text("reference")).isNotEmpty();
        assertThat(rows(app))
                .containsExactly(
                        "TOKEN_REFUSED REFUSED VERIFIER_WRONG",
                        "TOKEN_ISSUED DONE -",
                        "FAMILY_ENDED DONE -",
                        "TOKEN_REFUSED REFUSED CODE_REPLAYED");
    }

    private List<String> rows(Application dpi) {
        return jdbc.sql("""
                        select act || ' ' || outcome || ' ' || coalesce(reason, '-') from trail
                        where client = :client order by id
                        """)
                .param("client", dpi.registered().id())
                .query(String.class)
                .list();
    }

    private long refusals() {
        return counts.sql("select coalesce(sum(refused), 0) from refusal_counts")
                .query(Long.class)
                .single();
    }

    private long all() {
        return jdbc.sql("select count(*) from trail").query(Long.class).single();
    }
}
