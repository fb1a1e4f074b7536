package org.hospiconnect.idp.authenticator.webauthn;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells operators how FIDO's list of models stands: the component {@code fidoMetadata} of health and readiness, and the gauge {@code
 * hospiconnect.fido.metadata.alert}. A list that is refused or stale takes no server out of service: whoever is enrolled goes on.
 */
@Component
class FidoMetadataHealthIndicator implements HealthIndicator, MeterBinder {

    static final String GAUGE = "hospiconnect.fido.metadata.alert";

    private final MetadataKeeper keeper;

    FidoMetadataHealthIndicator(MetadataKeeper keeper) {
        this.keeper = keeper;
    }

    /** The number is the gauge's. */
    enum State {
        GOOD(0),
        REFUSED(1),
        STALE(2);

        private final int number;

        State(int number) {
            this.number = number;
        }
    }

    @Override
    public Health health() {
        State state = state();
        return state == State.GOOD
                ? Health.up().build()
                : Health.status(state.name()).build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(GAUGE, this, FidoMetadataHealthIndicator::number)
                .description("0 good, 1 the last reading was refused, 2 stale: no new attested key")
                .register(registry);
    }

    private static double number(FidoMetadataHealthIndicator indicator) {
        try {
            return indicator.state().number;
        } catch (DataAccessException away) {
            return Double.NaN; // the store's own component says so
        }
    }

    private State state() {
        if (!keeper.isAsked()) {
            return State.GOOD;
        }
        if (keeper.isStale()) {
            return State.STALE;
        }
        return keeper.lastRefusal().isPresent() ? State.REFUSED : State.GOOD;
    }
}
