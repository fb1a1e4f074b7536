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
                .filter(row -> row.ring().purpose().isForApplications())
                .filter(row -> end(rings.of(row), row)
                        .filter(at -> at.isBefore(before))
                        .isPresent())
                // the trail has told it
                .filter(row -> !row.noted().isPublished())
                .limit(most)
                .toList();
        // first the private half, wherever it is: a row that is gone says nothing of it any more
        List<SigningKeyRow> gone = over.stream()
                .filter(row -> !row.wasInToken() || keys.destroyInToken(row.kid()))
                .toList();
        gone.forEach(row -> rows.remove(row.kid()));
        forgetTrailKeys(rings, before);
        return gone.size();
    }

    /** A key of the trail verifies for ever; what it signed with is not needed once its successor signs. */
    private void forgetTrailKeys(Rings rings, Instant before) {
        rings.keys().stream()
                .filter(row -> !row.ring().purpose().isForApplications())
                // the trail has told it; of a revoked one nothing is left
                .filter(row -> row.noted() == KeyState.RETIRING)
                .filter(row -> rings.of(row)
                        .retiresAt(row)
                        .filter(at -> at.isBefore(before))
                        .isPresent())
                .forEach(row -> {
                    if (row.wrapped().isPresent()) {
                        rows.forgetPrivateHalf(row.kid());
                    } else if (row.wasInToken()) {
                        keys.destroyInToken(row.kid());
                    }
                });
    }

    private Optional<Instant> end(RingStates ring, SigningKeyRow row) {
        // a revoked one is shown for as long as its predecessor's last token may be: it says when that one retired
        return row.times().revokedAt().map(at -> at.plus(life.longest())).or(() -> ring.removedAt(row));
    }
}
