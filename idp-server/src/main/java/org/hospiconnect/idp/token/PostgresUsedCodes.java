package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.session.AwaitedLogout;
import org.hospiconnect.idp.session.OpenedApplications;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The claim, the line of refresh tokens, who hears of the session's end and the trail are one statement. */
@Component
class PostgresUsedCodes implements UsedCodes, OpenedApplications, Expiring {

    /** Tokens made from the code are all over by then: sessions are counted in hours. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String CLAIMED = """
            with claimed as (
                insert into used_codes (code_hash, family, used_at, expires_at, client, session, challenge)
                values (:hash, :family, :at, :until, :redeemer, :within, :challenge)
                on conflict (code_hash) do nothing returning 1)
            """;
    private static final String LINE = ", line as (insert into refresh_families (" + RefreshFamilyRow.COLUMNS
            + ") select " + RefreshFamilyRow.VALUES + " from claimed)";
    private static final String TOLD = " select record_acts(:acts::jsonb)";
    private static final String HEARD = ", " + AwaitedLogout.CALL;
    private static final String ONCE = " from claimed";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostgresUsedCodes(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean claim(String code, Claim claim) {
        String statement = CLAIMED
                + (claim.refresh().isPresent() ? LINE : "")
                + TOLD
                + (claim.logout().isPresent() ? HEARD : "")
                + ONCE;
        return jdbc.sql(statement)
                .paramSource(parameters(code, claim))
                .query((row, _) -> row.getLong(1))
                .optional()
                .isPresent();
    }

    private MapSqlParameterSource parameters(String code, Claim claim) {
        MapSqlParameterSource parameters = claim.refresh()
                .map(line -> RefreshFamilyRow.parameters(line, json))
                .orElseGet(MapSqlParameterSource::new);
        claim.logout().map(AwaitedLogout::parameters).ifPresent(parameters::addValues);
        return parameters
                .addValue("hash", hash(code))
                .addValue("family", claim.code().family())
                .addValue("redeemer", claim.code().client())
                .addValue("within", claim.code().session())
                .addValue("challenge", claim.code().challenge().orElse(""))
                .addValue("at", claim.at().atOffset(ZoneOffset.UTC))
                .addValue("until", claim.at().plus(KEPT).atOffset(ZoneOffset.UTC))
                .addValue("acts", claim.acts());
    }

    @Override
    public Optional<UsedCode> find(String code) {
        return jdbc.sql("select family, client, session, challenge from used_codes where code_hash = :hash")
                .param("hash", hash(code))
                .query((row, _) -> new UsedCode(
                        row.getString("family"),
                        row.getString("client"),
                        row.getString("session"),
                        Optional.of(row.getString("challenge")).filter(text -> !text.isEmpty())))
                .optional();
    }

    @Override
    public boolean wasRedeemed(String session, String client) {
        return jdbc.sql("select exists (select 1 from used_codes where session = :session and client = :client)")
                .param("session", session)
                .param("client", client)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Map<String, List<String>> in(Collection<String> sids) {
        if (sids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        "select distinct session, client from used_codes where session in (:sids) order by session, client")
                .param("sids", sids)
                .query((row, _) -> Map.entry(row.getString("session"), row.getString("client")))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from used_codes where code_hash in (
                    select code_hash from used_codes where expires_at < :before order by expires_at limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private static byte[] hash(String code) {
        return Bytes.of(code.getBytes(UTF_8)).sha256().toArray();
    }
}
