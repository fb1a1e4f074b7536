package org.hospiconnect.idp.audit;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.TestStores;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What recording costs on this machine; figures of ADR 0004. Run its main from the test class path. */
public final class RecordingCost {

    private static final int CALLERS = 32;
    private static final int EACH = 500;

    private RecordingCost() {}

    public static void main(String[] arguments) throws Exception {
        HikariDataSource source = source();
        var jdbc = new JdbcTemplate(source);
        jdbc.execute("create table fact (id bigint generated always as identity primary key, word text)");
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        var trail = new PostgresAuditTrail(
                jdbc,
                new AuditSettings("cost", Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(1)),
                Clock.systemUTC(),
                new CountedRefusals(jdbc, Clock.systemUTC()));
        for (int round = 0; round < 3; round++) {
            measure("fact alone", () -> transaction.executeWithoutResult(_ -> fact(jdbc)));
            measure(
                    "fact with its row",
                    () -> transaction.executeWithoutResult(_ -> {
                        fact(jdbc);
                        trail.record(AuditEntry.done(Act.TOKEN_ISSUED).session("s"));
                    }));
            measure(
                    "act without fact",
                    () -> trail.record(AuditEntry.done(Act.SIGN_IN_ACCEPTED).session("s")));
        }
        System.exit(0);
    }

    private static HikariDataSource source() {
        var settings = TestStores.settings();
        HikariDataSource source = DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(String.valueOf(settings.get("spring.datasource.url")))
                .username(String.valueOf(settings.get("spring.datasource.username")))
                .password(String.valueOf(settings.get("spring.datasource.password")))
                .build();
        source.setMaximumPoolSize(20);
        org.flywaydb.core.Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    private static void fact(JdbcTemplate jdbc) {
        jdbc.update("insert into fact (word) values ('x')");
    }

    private static void measure(String what, Runnable act) throws InterruptedException {
        var done = new CountDownLatch(CALLERS);
        long start = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, CALLERS)
                    .forEach(_ -> callers.execute(() -> {
                        IntStream.range(0, EACH).forEach(_ -> act.run());
                        done.countDown();
                    }));
            done.await();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-20s %8.0f/s%n", what, CALLERS * EACH / seconds);
    }
}
