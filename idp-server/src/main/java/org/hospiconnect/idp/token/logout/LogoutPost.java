package org.hospiconnect.idp.token.logout;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.session.LogoutNotices;
import org.hospiconnect.idp.session.OverSessions;
import org.hospiconnect.idp.token.TokenSettings;
import org.hospiconnect.idp.value.Unavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Carries logout notices to applications, behind everybody's back: no person waits for it. Each application has a few places
 * of its own, so that a silent one holds up nobody else; every node carries, each notice is taken by one.
 */
@Component
class LogoutPost implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutPost.class);
    private static final int PLACES = 8;

    private final OverSessions over;
    private final LogoutNotices notices;
    private final LogoutDelivery delivery;
    private final Duration patience;
    private final Duration every;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Thread rounds;

    LogoutPost(OverSessions over, LogoutNotices notices, LogoutDelivery delivery, TokenSettings settings) {
        this.over = over;
        this.notices = notices;
        this.delivery = delivery;
        this.every = settings.logoutEvery();
        // connecting and answering, and time to write down what came of it
        this.patience = settings.outgoingTimeout().multipliedBy(2).plusSeconds(10);
    }

    private void carry() {
        over.end();
        for (String client : notices.clientsWithDue()) {
            Semaphore free = places.computeIfAbsent(client, _ -> new Semaphore(PLACES));
            var taken = notices.take(client, free.availablePermits(), patience);
            // nobody else takes places
            free.acquireUninterruptibly(taken.size());
            taken.forEach(notice -> carriers.execute(() -> carry(notice, free)));
        }
    }

    private void carry(LogoutNotice notice, Semaphore place) {
        try {
            untilNextRound(() -> delivery.attempt(notice));
        } finally {
            place.release();
        }
    }

    // A store being away is the world's fault: what is due stays due.
    private static void untilNextRound(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException | Unavailable away) {
            LOG.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("logout notices wait");
        }
    }

    @Override
    public synchronized void start() {
        if (carriers.isShutdown()) {
            places.clear();
            carriers = Executors.newVirtualThreadPerTaskExecutor();
        }
        running = true;
        rounds = Thread.ofPlatform().daemon().name("logout-post").start(this::carryWhileRunning);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (rounds != null) {
            rounds.interrupt();
        }
        carriers.shutdownNow();
    }

    private void carryWhileRunning() {
        try {
            while (running) {
                round();
                Thread.sleep(every);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException stopped) {
            LOG.atDebug().setCause(stopped).log("stopped between two rounds");
        }
    }

    // A fault of ours in one round is said, and does not end all later ones.
    private void round() throws InterruptedException {
        try {
            carriers.submit(() -> untilNextRound(this::carry)).get();
        } catch (ExecutionException broken) {
            LOG.atError().setCause(broken.getCause()).log("a round of logout notices broke");
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
