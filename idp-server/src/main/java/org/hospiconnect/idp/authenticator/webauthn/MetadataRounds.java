package org.hospiconnect.idp.authenticator.webauthn;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Has FIDO's list of models read at the start and every few hours, where one is asked for. */
@Component
class MetadataRounds implements SchedulingConfigurer, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataRounds.class);

    private final MetadataKeeper keeper;
    private final Duration every;
    private final OwnThread thread = new OwnThread("fido-metadata");

    MetadataRounds(MetadataKeeper keeper, WebAuthnSettings settings) {
        this.keeper = keeper;
        this.every = settings.metadata().every();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        if (keeper.isAsked()) {
            tasks.addFixedDelayTask(new FixedDelayTask(this::begin, every, Duration.ZERO));
        }
    }

    /** A source that trickles must hold up nothing else that is due. */
    private void begin() {
        if (!thread.start(this::round)) {
            LOG.warn("FIDO's list of models is being read since the last time");
        }
    }

    @Override
    public void destroy() {
        thread.end();
    }

    // health says so until a round is done
    private void round() {
        try {
            keeper.refresh();
        } catch (DataAccessException | TransactionException | IllegalStateException failed) {
            LOG.atError()
                    .addKeyValue("cause", failed.getClass().getSimpleName())
                    .log("FIDO's list of models not brought into force: the last good one stays");
        }
    }
}
