package org.hospiconnect.idp.authenticator.totp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** More passwords than may be checked at once. */
@TotpJourney
class PasswordStormJourneyTest {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordStormJourneyTest.class);
    private static final int WAITING = 2;
    private static final int STRANGERS = 8;
    private static final int SIGN_INS = 40;

    private final AppRoad apps;
    private final SignInRoad road;
    private final PasswordRoom room;
    private final WrittenCounts counts;
    private final String client = "app-" + UUID.randomUUID();

    @Autowired
    PasswordStormJourneyTest(AppRoad apps, SignInRoad road, PasswordRoom room, WrittenCounts counts) {
        this.apps = apps;
        this.road = road;
        this.room = room;
        this.counts = counts;
    }

    @Test
    @Requirement("HC-PASSWORD-ROOM")
    void who_comes_then_hears_so_at_no_cost_and_keys_go_on() throws Exception {
        road.register(client, Level.LOW);
        App app = apps.enrolled(road.somebody(1));
        var key = road.enrolledKey(road.somebody(1), true);
        var free = new CountDownLatch(1);
        try (var storm = Executors.newVirtualThreadPerTaskExecutor()) {
            fill(storm, free);

            Page busy = apps.signIn(new Visitor(), client, app, Map.of());
            var other = new Visitor();
            Page byKey = new KeyAtPage(other, key).signIn(other.visit(road.request(client, Map.of())));
            free.countDown();

            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.text(".notice.warn strong")).startsWith("Trop de personnes");
            assertThat(reason(busy)).isEqualTo("BUSY");
            assertThat(byKey.at().getQuery()).contains("code=");
        }
        assertThat(apps.guessed(app)).isZero();
        assertThat(apps.signIn(new Visitor(), client, app, Map.of()).at().getQuery())
                .contains("code=");
    }

    /** The times are for whoever reads the log; a loaded machine must not fail. */
    @Test
    @Requirement("HC-PASSWORD-ROOM")
    void in_a_storm_of_wrong_passwords_each_key_comes_in() {
        road.register(client, Level.LOW);
        var key = road.enrolledKey(road.somebody(1), true);
        Duration calm = median(key);
        var answers = new ConcurrentHashMap<Integer, Integer>();
        try (var storm = Executors.newScheduledThreadPool(STRANGERS)) {
            for (int i = 0; i < STRANGERS; i++) {
                var stranger = new Visitor();
                Page page = apps.signInPage(stranger, client);
                var _ = storm.scheduleAtFixedRate(
                        () -> answers.merge(wrong(stranger, page), 1, Integer::sum), i * 20L, 160, MILLISECONDS);
            }
            LOG.atInfo()
                    .addKeyValue("calm", calm)
                    .addKeyValue("stormy", median(key))
                    .addKeyValue("answers", answers)
                    .log("key sign-ins, and fifty wrong passwords a second");
        } // each stranger has had an answer: nothing of it is under way in the next test
        assertThat(answers.keySet()).isSubsetOf(403, 503);
    }

    private static int wrong(Visitor stranger, Page page) {
        var typed = Map.of("name", UUID.randomUUID().toString(), "password", "wrong", "code", "000000");
        return stranger.submit(page, AppRoad.SIGN_IN, typed).status();
    }

    private Duration median(SoftwareAuthenticator key) {
        return IntStream.range(0, SIGN_INS)
                .mapToObj(_ -> {
                    long begun = System.nanoTime();
                    var visitor = new Visitor();
                    Page arrived = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
                    assertThat(arrived.at().getQuery()).contains("code=");
                    return Duration.ofNanos(System.nanoTime() - begun);
                })
                .sorted()
                .skip(SIGN_INS / 2)
                .findFirst()
                .orElseThrow();
    }

    /** One is checked, and two wait. */
    private void fill(ExecutorService storm, CountDownLatch free) throws InterruptedException {
        PasswordRoomTest.occupied(room, 1, storm, free);
        for (int i = 0; i < WAITING; i++) {
            var _ = storm.submit(() -> room.tryIn(() -> 0));
        }
        while (room.hasPlace()) {
            Thread.onSpinWait();
        }
    }

    private String reason(Page refused) {
        return counts.sql("select reason from refusal_counts where last_reference = :reference")
                .param("reference", refused.text(".notice.warn .reference"))
                .query(String.class)
                .single();
    }
}
