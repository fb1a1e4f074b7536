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
    private final PrivateKeys keys;
    private final Pkcs11Token token;
    private final Clock clock;

    KeyRegister(SigningKeyRows rows, PrivateKeys keys, Pkcs11Token token, Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.token = token;
        this.clock = clock;
    }

    /**
     * One key.
     *
     * @param held where its private half is
     */
    public record Entry(String kid, String purpose, String algorithm, KeyState state, Held held, Dates dates) {}

    /** Where a private half is; as operators read it, in lower case. */
    public enum Held {
        WRAPPED,
        TOKEN,
        /** It was made in a token that this server's settings don't name. */
        ANOTHER_TOKEN,
        GONE
    }

    /** What an operator types to remove the private half of this key from the token; empty where the settings name none. */
    public Optional<String> removal(String kid) {
        return token.removal(kid);
    }

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

    private Held held(SigningKeyRow row, KeyState state) {
        if (row.wrapped().isPresent()) {
            return Held.WRAPPED;
        }
        if (!row.wasInToken()) {
            return Held.GONE;
        }
        if (state == KeyState.NEXT || state == KeyState.ACTIVE) {
            return Held.TOKEN;
        }
        return keys.isInToken(row.kid())
                .map(there -> there ? Held.TOKEN : Held.GONE)
                .orElse(Held.ANOTHER_TOKEN);
    }

    private Entry entry(RingStates ring, SigningKeyRow row, Instant now) {
        return new Entry(
                row.kid(),
                row.ring().purpose().name(),
                row.ring().algorithm().getName(),
                ring.stateOf(row, now),
                held(row, ring.stateOf(row, now)),
                new Dates(
                        row.times().madeAt(),
                        row.activeAt(),
                        ring.retiresAt(row),
                        ring.removedAt(row),
                        row.times().revokedAt()));
    }
}
