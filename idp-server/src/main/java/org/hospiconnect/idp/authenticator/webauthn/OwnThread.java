package org.hospiconnect.idp.authenticator.webauthn;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One piece of work at a time, beside the caller. */
final class OwnThread {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final AtomicReference<@Nullable Thread> underWay = new AtomicReference<>();

    OwnThread(String name) {
        this.name = name;
    }

    /** False while the last piece goes on: then nothing is begun. */
    boolean start(Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                underWay.set(null);
            }
        });
        boolean free = underWay.compareAndSet(null, thread);
        if (free) {
            thread.start();
        }
        return free;
    }

    /** Interrupts what goes on and waits a little for its end. */
    void end() {
        Thread thread = underWay.get();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
