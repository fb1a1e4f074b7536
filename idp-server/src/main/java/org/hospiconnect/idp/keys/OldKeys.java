package org.hospiconnect.idp.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keys that verify nothing any more; the trail keeps their names. */
@Component
class OldKeys implements Expiring {

    private final SigningKeyRows rows;
    private final PrivateKeys keys;
    private final SignedLife life;

    OldKeys(SigningKeyRows rows, PrivateKeys keys, SignedLife life) {
        this.rows = rows;
        this.keys = keys;
        this.life = life;
    }

    @Override
    @Transactional
    public int removeOverBefore(Instant before, int most) {
        Rings rings = rows.all();
        List<SigningKeyRow> over = rings.keys().stream()
                .filter(row -> end(rings.of(row), row)
                        .filter(at -> at.isBefore(before))
                        .isPresent())
                // the trail has told it
                .filter(row -> !row.noted().isPublished())
                .limit(most)
                .toList();
        over.forEach(row -> {
            rows.remove(row.kid());
            keys.remove(row.kid());
        });
        return over.size();
    }

    private Optional<Instant> end(RingStates ring, SigningKeyRow row) {
        // a revoked one is shown for as long as its predecessor's last token may be: it says when that one retired
        return row.times().revokedAt().map(at -> at.plus(life.longest())).or(() -> ring.removedAt(row));
    }
}
