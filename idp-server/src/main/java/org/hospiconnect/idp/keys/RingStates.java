package org.hospiconnect.idp.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys of one ring stand at an instant: pure, from kept instants alone, so that all nodes say the same.
 *
 * @param life how long what a key signed may still be shown
 */
record RingStates(List<SigningKeyRow> keys, Duration life) {

    static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    private static final Comparator<SigningKeyRow> BY_TURN =
            Comparator.comparing(SigningKeyRow::activeAt).thenComparing(SigningKeyRow::kid);

    RingStates {
        keys = keys.stream().sorted(BY_TURN).toList();
    }

    /** The last one whose turn has come; nobody, when that one was revoked: an old key never signs again. */
    Optional<SigningKeyRow> active(Instant now) {
        return keys.stream()
                .filter(key -> key.takesOver() && !now.isBefore(key.activeAt()))
                .reduce((_, later) -> later)
                .filter(key -> !key.isRevoked());
    }

    /** The one whose turn is next. */
    Optional<SigningKeyRow> next(Instant now) {
        return keys.stream()
                .filter(key -> !key.isRevoked() && now.isBefore(key.activeAt()))
                .findFirst();
    }

    /** The one whose turn is the last that is known. */
    Optional<SigningKeyRow> last() {
        return keys.stream().filter(key -> !key.isRevoked()).reduce((_, later) -> later);
    }

    KeyState stateOf(SigningKeyRow key, Instant now) {
        if (key.isRevoked()) {
            return KeyState.REVOKED;
        }
        if (now.isBefore(key.activeAt())) {
            return KeyState.NEXT;
        }
        if (active(now).filter(key::equals).isPresent()) {
            return KeyState.ACTIVE;
        }
        return removedAt(key).filter(at -> !now.isBefore(at)).isPresent() ? KeyState.REMOVED : KeyState.RETIRING;
    }

    /** When its successor takes over, if there is one yet. */
    Optional<Instant> retiresAt(SigningKeyRow key) {
        return keys.stream()
                .filter(other -> other.takesOver() && BY_TURN.compare(other, key) > 0)
                .map(SigningKeyRow::activeAt)
                .findFirst();
    }

    /** When the last that it signed has died; never, where that counts for ever. */
    Optional<Instant> removedAt(SigningKeyRow key) {
        return retiresAt(key).filter(_ -> !life.equals(FOR_EVER)).map(at -> at.plus(life));
    }
}
