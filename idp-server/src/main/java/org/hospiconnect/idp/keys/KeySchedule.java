package org.hospiconnect.idp.keys;

import java.time.Duration;
import org.hospiconnect.idp.value.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks after the rings every few minutes, on every node: keys change by the instants that are kept, whether it runs or not. */
@Component
class KeySchedule implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(KeySchedule.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final KeyRotations rotations;

    KeySchedule(KeyRotations rotations) {
        this.rotations = rotations;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::round, EVERY, EVERY));
    }

    // The store being away or a clock being wrong is the world's fault: the next round tries again.
    private void round() {
        try {
            rotations.keep();
        } catch (DataAccessException | TransactionException away) {
            LOG.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("signing keys not looked after yet");
        } catch (Unavailable wrong) {
            LOG.atError().addKeyValue("cause", wrong.getMessage()).log("signing keys not looked after");
        }
    }
}
