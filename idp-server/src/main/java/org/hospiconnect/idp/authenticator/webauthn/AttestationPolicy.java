package org.hospiconnect.idp.authenticator.webauthn;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.RefusalReason;

/**
 * Is a key of this model allowed for this population?
 *
 * @param reservations population → reservation under which its unattested keys count as attested
 * @param strict populations whose keys must be attested
 */
record AttestationPolicy(Map<String, String> reservations, Set<String> strict) {

    /** What came of it. */
    sealed interface Decision {

        record Allowed(Optional<String> reservation) implements Decision {}

        record NotAllowed(RefusalReason reason) implements Decision {}
    }

    Decision decide(String population, Attestation attestation) {
        if (attestation == Attestation.TRUSTED) {
            return new Decision.Allowed(Optional.empty());
        }
        Optional<String> reservation = Optional.ofNullable(reservations.get(population));
        if (reservation.isEmpty() && strict.contains(population)) {
            return new Decision.NotAllowed(RefusalReason.MODEL_NOT_ALLOWED);
        }
        return new Decision.Allowed(reservation);
    }
}
