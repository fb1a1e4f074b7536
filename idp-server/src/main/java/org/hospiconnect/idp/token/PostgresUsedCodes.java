package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresUsedCodes implements UsedCodes, Expiring {

    /** Tokens made from the code are all over by then: sessions are counted in hours. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    PostgresUsedCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean claim(String code, String family, Instant at) {
        return jdbc.sql("""
                        insert into used_codes (code_hash, family, used_at, expires_at)
                        values (:hash, :family, :at, :expires)
                        on conflict (code_hash) do nothing
                        """)
                        .param("hash", hash(code))
                        .param("family", family)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("expires", at.plus(KEPT).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Override
    public Optional<String> familyOf(String code) {
        return jdbc.sql("select family from used_codes where code_hash = :hash")
                .param("hash", hash(code))
                .query(String.class)
                .optional();
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
