package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.TestStores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** From a refusal of a stranger to its row. */
@StoreTest
@Import({PostgresAuditTrail.class, CountedRefusals.class})
@EnableConfigurationProperties(AuditSettings.class)
@TestPropertySource(properties = "hospiconnect.audit.node=counts-test")
class CountedRefusalsTest {

    private final AuditTrail trail;
    private final CountedRefusals refusals;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @Autowired
    CountedRefusalsTest(AuditTrail trail, CountedRefusals refusals, JdbcClient jdbc, TransactionTemplate transaction) {
        this.trail = trail;
        this.refusals = refusals;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    @Requirement("HC-TRAIL-COUNT")
    void strangers_fill_one_row_a_minute_whatever_they_try() {
        String source = "2001:db8::" + UUID.randomUUID();

        for (int i = 0; i < 50; i++) {
            trail.count(Act.TOKEN_REFUSED, Reason.BECAUSE, source, "REF-" + i);
        }
        trail.count(Act.TOKEN_REFUSED, Reason.BECAUSE, source);
        refusals.write();

        assertThat(jdbc.sql("select sum(refused) from refusal_counts where source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isEqualTo(51);
        assertThat(jdbc.sql("select last_reference from refusal_counts where source = ? order by minute desc limit 1")
                        .param(source)
                        .query(String.class)
                        .optional())
                .hasValue("REF-49");
        assertThat(jdbc.sql("select count(*) from refusal_counts where source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(2);
    }

    @Test
    @Requirement("HC-TRAIL-COUNT-WRITES")
    void a_flood_of_refusals_waits_for_nothing_and_is_written_at_once() {
        String flood = "flood-" + UUID.randomUUID();
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("lock table refusal_counts in exclusive mode").update(); // who writes, waits
            var strangers = IntStream.range(0, 5_000)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> trail.count(Act.TOKEN_REFUSED, Reason.BECAUSE, flood + i % 1_000, "R"),
                            Thread::startVirtualThread))
                    .toArray(CompletableFuture[]::new);
            assertThat(CompletableFuture.allOf(strangers)).succeedsWithin(Duration.ofSeconds(10));
        });
        refusals.write();

        assertThat(jdbc.sql("select sum(refused) from refusal_counts where source like ?")
                        .param(flood + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(5_000);
        // a second one when the clockwork has taken a part of them
        assertThat(jdbc.sql("select count(distinct xmin::text) from refusal_counts where source like ?")
                        .param(flood + "%")
                        .query(Long.class)
                        .single())
                .isBetween(1L, 2L);
    }

    @Test
    @Requirement("HC-TRAIL-COUNT-WRITES")
    void a_clean_end_writes_what_was_counted() {
        String source = "end-" + UUID.randomUUID();
        var ending = new CountedRefusals(new JdbcTemplate(source()), Clock.systemUTC());
        ending.start();
        ending.count(Act.TOKEN_REFUSED, Reason.BECAUSE, source, null);

        ending.stop();

        assertThat(jdbc.sql("select refused from refusal_counts where source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @Requirement("HC-TRAIL-COUNT-WRITES")
    void counts_wait_for_a_store_that_is_away() {
        String source = "away-" + UUID.randomUUID();
        var behindALock = new CountedRefusals(new JdbcTemplate(source()), Clock.systemUTC());
        behindALock.count(Act.TOKEN_REFUSED, Reason.BECAUSE, source, null);
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("lock table refusal_counts in exclusive mode").update();
            behindALock.write();
        });
        behindALock.count(Act.TOKEN_REFUSED, Reason.BECAUSE, source, "LAST");

        behindALock.write();

        assertThat(jdbc.sql("select sum(refused) from refusal_counts where source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    /** Where whoever waits for a lock gives up, as when the store is away. */
    private static DriverManagerDataSource source() {
        var settings = TestStores.settings();
        return new DriverManagerDataSource(
                settings.get("spring.datasource.url") + "?options=-c%20lock_timeout=200ms",
                String.valueOf(settings.get("spring.datasource.username")),
                String.valueOf(settings.get("spring.datasource.password")));
    }

    private enum Reason {
        BECAUSE
    }
}
