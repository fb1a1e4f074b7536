package org.hospiconnect.idp.authenticator.webauthn;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Has FIDO's list of models read at the start and every few hours, where one is asked for. */
@Component
class MetadataRounds implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataRounds.class);

    private final MetadataKeeper keeper;
    private final Duration every;

    MetadataRounds(MetadataKeeper keeper, WebAuthnSettings settings) {
        this.keeper = keeper;
        this.every = settings.metadata().every();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        if (keeper.isAsked()) {
            tasks.addFixedDelayTask(new FixedDelayTask(this::round, every, Duration.ZERO));
        }
    }

    // the store being away is the world's fault: the next round tries again
    private void round() {
        try {
            keeper.refresh();
        } catch (DataAccessException | TransactionException away) {
            LOG.atWarn()
                    .addKeyValue("cause", away.getClass().getSimpleName())
                    .log("FIDO's list of models not kept yet");
        }
    }
}
