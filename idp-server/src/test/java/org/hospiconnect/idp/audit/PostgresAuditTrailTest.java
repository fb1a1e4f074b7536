package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@StoreTest
@Import({
    PostgresAuditTrail.class,
    CountedRefusals.class,
    Sealer.class,
    Checkpoints.class,
    TrailVerification.class,
    SignedEndFiles.class,
    LostEnds.class,
    TrailSigning.class
})
@EnableConfigurationProperties({AuditSettings.class, DataSettings.class})
@TestPropertySource(properties = {"hospiconnect.audit.node=audit-test", "hospiconnect.audit.seal-every=1h"})
class PostgresAuditTrailTest {

    private final AuditTrail trail;
    private final Sealer sealer;
    private final TrailVerification verification;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @Autowired
    PostgresAuditTrailTest(
            AuditTrail trail,
            Sealer sealer,
            TrailVerification verification,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.trail = trail;
        this.sealer = sealer;
        this.verification = verification;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    @Requirement("HC-TRAIL-IN-TRANSACTION")
    void a_row_is_part_of_its_facts_transaction() {
        String kept = recordOne();
        String undone = UUID.randomUUID().toString();
        transaction.executeWithoutResult(status -> {
            trail.record(AuditEntry.done(Act.LOGOUT).session(undone));
            status.setRollbackOnly();
        });

        assertThat(rowsOf(kept)).isEqualTo(1);
        assertThat(rowsOf(undone)).isZero();
    }

    @Test
    @Requirement("HC-TRAIL-GROUP-APPEND")
    void what_many_callers_record_at_once_is_all_there_when_they_return() {
        String session = UUID.randomUUID().toString();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 500)
                    .mapToObj(_ ->
                            callers.submit(() -> trail.record(AuditEntry.refused(Act.SIGN_IN_REFUSED, Reason.BECAUSE)
                                    .session(session))))
                    .toList();
            assertThat(calls).allSatisfy(call -> assertThat(call.get()).isNull());
        }

        assertThat(rowsOf(session)).isEqualTo(500);
    }

    @Test
    @Requirement("HC-TRAIL-CHAIN")
    void committed_rows_are_chained_and_the_chain_holds() {
        String session = recordOne();
        sealer.seal();

        assertThat(verification.verify(_ -> {}).fault()).isEmpty();
        assertThat(jdbc.sql("select count(*) from trail_seals s join trail t on t.id = s.trail_id where t.session = ?")
                        .param(session)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @Requirement("HC-TRAIL-CHAIN")
    void the_first_broken_row_is_named_and_nothing_else_is_needed_to_find_it() {
        sealer.seal();
        String altered = recordOne();
        recordOne();
        sealer.seal();

        var report = transaction.execute(status -> {
            jdbc.sql("alter table trail disable trigger trail_append_only").update();
            jdbc.sql("update trail set reason = 'PIN_RIGHT' where session = ?")
                    .param(altered)
                    .update();
            var found = verification.verify(_ -> {});
            status.setRollbackOnly();
            return found;
        });

        assertThat(report)
                .isNotNull()
                .satisfies(found -> assertThat(found.fault())
                        .hasValueSatisfying(fault -> assertThat(fault)
                                .contains("chain audit-test, row " + idOf(altered))
                                .contains("altered")));
    }

    @Test
    @Requirement("HC-TRAIL-CHAIN")
    void a_seal_that_is_missing_is_seen() {
        recordOne();
        recordOne();
        sealer.seal();

        var report = transaction.execute(status -> {
            jdbc.sql("alter table trail_seals disable trigger trail_seals_append_only")
                    .update();
            jdbc.sql("delete from trail_seals where node = 'audit-test' and position = 1")
                    .update();
            var found = verification.verify(_ -> {});
            status.setRollbackOnly();
            return found;
        });

        assertThat(report).isNotNull().satisfies(found -> {
            assertThat(found.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("missing"));
            assertThat(found.unsealed()).isPositive();
            assertThat(found.beyond()).isPositive();
        });
    }

    @Test
    @Requirement("HC-TRAIL-APPEND-ONLY")
    void rows_and_seals_cannot_be_changed_or_removed() {
        recordOne();
        sealer.seal();

        for (String change : List.of(
                "update trail set reason = ''",
                "delete from trail",
                "truncate trail cascade",
                "update trail_seals set position = 0",
                "delete from trail_seals",
                "truncate trail_seals")) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    @Requirement("HC-TRAIL-BAD-ROW")
    void a_row_that_cannot_be_written_fails_its_own_caller_only() {
        String session = UUID.randomUUID().toString();
        var callers = new ArrayList<CompletableFuture<Void>>();
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("lock table trail in exclusive mode").update(); // they gather behind the first
            for (int i = 0; i < 200; i++) {
                String client = i % 100 == 50 ? "no \0 in PostgreSQL" : "client";
                callers.add(CompletableFuture.runAsync(
                        () -> trail.record(
                                AuditEntry.done(Act.LOGOUT).session(session).client(client)),
                        Thread::startVirtualThread));
            }
        });

        for (int i = 0; i < callers.size(); i++) {
            if (i % 100 == 50) {
                assertThat(callers.get(i)).failsWithin(Duration.ofSeconds(10));
            } else {
                assertThat(callers.get(i)).succeedsWithin(Duration.ofSeconds(10));
            }
        }
        assertThat(rowsOf(session)).isEqualTo(198);
    }

    private String recordOne() {
        String session = UUID.randomUUID().toString();
        trail.record(AuditEntry.done(Act.LOGOUT).session(session).detail("é", "\"<&\n"));
        return session;
    }

    private long rowsOf(String session) {
        return jdbc.sql("select count(*) from trail where session = ?")
                .param(session)
                .query(Long.class)
                .single();
    }

    private long idOf(String session) {
        return jdbc.sql("select id from trail where session = ?")
                .param(session)
                .query(Long.class)
                .single();
    }

    private enum Reason {
        BECAUSE
    }
}
