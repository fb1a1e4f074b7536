package org.hospiconnect.idp.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All signing keys as operators see them: of every state, without any key material. */
@Component
public class KeyRegister {

    private final SigningKeyRows rows;
    private final Clock clock;

    KeyRegister(SigningKeyRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * One key.
     *
     * @param held where its private half is: {@code wrapped}, {@code token}, or {@code gone}
     */
    public record Entry(String kid, String purpose, String algorithm, KeyState state, String held, Dates dates) {}

    /** From when to when; what nobody knows yet is empty. */
    public record Dates(
            Instant made,
            Instant active,
            Optional<Instant> retires,
            Optional<Instant> removed,
            Optional<Instant> revoked) {}

    /** As the store has them now, oldest first. */
    public List<Entry> all() {
        Instant now = clock.instant();
        Rings rings = rows.all();
        return rings.keys().stream()
                .sorted(Comparator.comparing((SigningKeyRow row) -> row.times().madeAt())
                        .thenComparing(SigningKeyRow::kid))
                .map(row -> entry(rings.of(row), row, now))
                .toList();
    }

    private static Entry entry(RingStates ring, SigningKeyRow row, Instant now) {
        return new Entry(
                row.kid(),
                row.ring().purpose().name(),
                row.ring().algorithm().getName(),
                ring.stateOf(row, now),
                row.isRevoked() ? "gone" : row.wrapped().map(_ -> "wrapped").orElse("token"),
                new Dates(
                        row.times().madeAt(),
                        row.activeAt(),
                        ring.retiresAt(row),
                        ring.removedAt(row),
                        row.times().revokedAt()));
    }
}
