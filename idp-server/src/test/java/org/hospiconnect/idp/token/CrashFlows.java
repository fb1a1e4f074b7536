package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.hospiconnect.idp.token.Application.Answer;

/**
 * One application that redeems codes and refreshes tokens for ever, each twice at the same time, asks again as long as it is told
 * "later", and keeps what it was answered.
 */
final class CrashFlows {

    private static final int REFRESHES = 3;

    private final ProviderFixture provider;
    private final Application dpi;
    private final ProviderFixture.SignedIn person;
    private final List<String> codes = new CopyOnWriteArrayList<>();
    private final List<String> newest = new CopyOnWriteArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final FutureTask<Boolean> work = new FutureTask<>(this::run, true);
    private volatile boolean running = true;

    CrashFlows(ProviderFixture provider, Application dpi, ProviderFixture.SignedIn person) {
        this.provider = provider;
        this.dpi = dpi;
        this.person = person;
    }

    void start() {
        Thread.startVirtualThread(work);
    }

    /** Fails with what went wrong meanwhile. */
    void stop() throws ExecutionException, InterruptedException {
        running = false;
        work.get();
    }

    /** How often tokens were given. */
    long answered() {
        return answered.get();
    }

    /** How often the store was away. */
    long refused() {
        return refused.get();
    }

    private void run() {
        while (running) {
            line();
            race();
        }
    }

    /** A code and its line of refresh tokens: one answer each, whoever asks. */
    private void line() {
        String code = provider.code(person, dpi);
        Told told = untilTold(() -> dpi.redeem(code));
        codes.add(code);
        boolean always = told.atOnce();
        for (int i = 0; i < REFRESHES && told.token().isPresent(); i++) {
            String used = told.token().get();
            List<Told> both = twice(() -> dpi.refresh(used));
            always = always
                    && both.stream().allMatch(one -> one.atOnce() && one.token().isPresent());
            told = both.getFirst();
            // after two seconds of outage the second of them comes too late: that line is over
            assertThat(both.stream().flatMap(one -> one.token().stream()).distinct())
                    .hasSizeLessThanOrEqualTo(1);
        }
        if (always) {
            told.token().ifPresent(newest::add);
        }
    }

    /** A code that two have. */
    private void race() {
        String code = provider.code(person, dpi);
        assertThat(twice(() -> dpi.redeem(code)).stream().flatMap(one -> one.token().stream()))
                .hasSizeLessThanOrEqualTo(1);
        codes.add(code);
    }

    /** @param atOnce the store was there */
    private record Told(Optional<String> token, boolean atOnce) {}

    private interface Asking {
        Answer ask();
    }

    private List<Told> twice(Asking asking) {
        var told = new ArrayList<Told>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit(() -> untilTold(asking));
            told.add(untilTold(asking));
            told.add(other.get());
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return told;
    }

    private Told untilTold(Asking asking) {
        boolean atOnce = true;
        Answer answer = asking.ask();
        while (answer.status() == 503) {
            refused.incrementAndGet();
            atOnce = false;
            answer = asking.ask();
        }
        if (answer.status() == 200) {
            answered.incrementAndGet();
            return new Told(Optional.of(answer.text("refresh_token")), atOnce);
        }
        assertThat(answer.text("error")).as(answer.body()).isEqualTo("invalid_grant");
        return new Told(Optional.empty(), atOnce);
    }

    /** Lines of which each answer came go on. */
    void assertNothingLost() {
        assertThat(newest)
                .isNotEmpty()
                .allSatisfy(token -> assertThat(dpi.refresh(token).status()).isEqualTo(200));
    }

    /** Codes stay used, whether their answer came or not. */
    void assertNothingSpentTwice() {
        assertThat(codes)
                .isNotEmpty()
                .allSatisfy(code -> assertThat(dpi.redeem(code).text("error")).isEqualTo("invalid_grant"));
    }
}
