package org.hospiconnect.idp.housekeeping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.AgreedTime;
import org.hospiconnect.idp.value.Expiring;
import org.hospiconnect.idp.value.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Has each module remove its expired rows, batch by batch; every node does it, none waits for another. */
@Component
@EnableScheduling
public class Housekeeping implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** What is over stays this long: clocks differ, and what looks back (a block, a marker) looks back less. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final List<Expiring> collections;
    private final HousekeepingSettings settings;
    private final AgreedTime time;
    private final SteadyTime steady;

    Housekeeping(List<Expiring> collections, HousekeepingSettings settings, AgreedTime time, SteadyTime steady) {
        this.collections = List.copyOf(collections);
        this.settings = settings;
        this.time = time;
        this.steady = steady;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::round, settings.every(), settings.every()));
    }

    /** One round over all collections, unless time can't be trusted; returns how many rows went. */
    public int sweep() {
        Instant now = time.now();
        Optional<Instant> held = steady.heldUntil(now);
        if (held.isPresent()) {
            LOG.atWarn().addKeyValue("until", held.get()).log("time has leapt: nothing is removed");
            return 0;
        }
        Instant before = now.minus(MARGIN);
        return collections.stream()
                .mapToInt(collection -> sweep(collection, before))
                .sum();
    }

    private int sweep(Expiring collection, Instant before) {
        int all = 0;
        int removed;
        do {
            removed = collection.removeOverBefore(before, settings.batch());
            all += removed;
        } while (removed == settings.batch());
        return all;
    }

    // The store being away or a clock being wrong is the world's fault: the next round tries again.
    private void round() {
        try {
            LOG.atDebug().addKeyValue("rows", sweep()).log("expired rows removed");
        } catch (DataAccessException | TransactionException away) {
            LOG.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("expired rows not removed yet");
        } catch (Unavailable wrong) {
            LOG.atError().addKeyValue("cause", wrong.getMessage()).log("expired rows not removed");
        }
    }
}
