package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.AgreedTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of the rings, one at a time over all nodes. A ring has an active key and a published next one; what changes is when
 * the next one's turn comes, and all nodes have read that before it does.
 */
@Component
public class KeyRotations {

    /** A node that read the keys longer ago does not sign. */
    static final Duration SIGNS_FOR = Duration.ofSeconds(15);

    /** So long before a turn its instant is fixed: every node that signs has read it, and clocks differ a little. */
    static final Duration NOTICE = SIGNS_FOR.plusSeconds(5);

    /** On top of how long applications may keep the published keys: a node answers from a copy that is a minute old at most. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** After a revocation: a server whose copy is older does not sign, and one may be signing. */
    private static final Duration LAST_SIGNATURES = SIGNS_FOR.multipliedBy(4);

    private static final String SERVER = "server";

    private final SigningKeyRows rows;
    private final PrivateKeys keys;
    private final KeySettings settings;
    private final AuditTrail trail;
    private final AgreedTime time;
    private final TransactionTemplate alone;

    KeyRotations(
            SigningKeyRows rows,
            PrivateKeys keys,
            KeySettings settings,
            AuditTrail trail,
            AgreedTime time,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.keys = keys;
        this.settings = settings;
        this.trail = trail;
        this.time = time;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What was asked for: {@code kid} signs from {@code at} on. */
    public record Turn(RingName ring, String kid, Instant at) {}

    /** What came of revoking. */
    public enum Revoking {
        DONE,
        UNKNOWN,
        REVOKED_BEFORE
    }

    /** Sees to it that every ring has an active and a next key, and that the trail tells what time has changed. */
    void keep() {
        locked(() -> {
            Instant now = now();
            names().forEach(name -> keep(name, now, SERVER));
            return null;
        });
        destroyTakenBack();
    }

    /** What the token has of revoked keys, once no server signs by a copy from before. */
    private void destroyTakenBack() {
        Instant before = time.now().minus(LAST_SIGNATURES);
        rows.all().keys().stream()
                .filter(SigningKeyRow::wasInToken)
                .filter(row -> row.times()
                        .revokedAt()
                        .filter(at -> at.isBefore(before))
                        .isPresent())
                .forEach(row -> keys.destroyInToken(row.kid()));
    }

    /** The same for one ring, which is made if it isn't there. */
    void prepare(RingName name) {
        locked(() -> {
            keep(name, now(), SERVER);
            return null;
        });
    }

    /**
     * Brings the next key's turn forward: to now, unless it was published too late for that. Asked again before applications
     * can know the key after it, it is the same rotation.
     */
    public List<Turn> rotate(Predicate<RingName> which, String actor) {
        return locked(() ->
                names().stream().filter(which).map(name -> rotate(name, actor)).toList());
    }

    /** Takes a key back at once, whoever may have it and whatever this server's clock says; the next one signs from now on. */
    public Revoking revoke(String kid, String actor) {
        return locked(() -> {
            Optional<SigningKeyRow> found = rows.all().find(kid);
            if (found.isEmpty()) {
                return Revoking.UNKNOWN;
            }
            if (found.get().isRevoked()) {
                return Revoking.REVOKED_BEFORE;
            }
            Instant now = micros(time.ofPostgres());
            rows.revoke(kid, now);
            keep(found.get().ring(), now, actor);
            return Revoking.DONE;
        });
    }

    private Turn rotate(RingName name, String actor) {
        Instant now = now();
        keep(name, now, actor);
        RingStates ring = ring(name);
        SigningKeyRow active = ring.active(now).orElseThrow();
        SigningKeyRow next = ring.next(now).orElseThrow();
        boolean first = ring.keys().getFirst().equals(active);
        boolean justDone = !first && now.isBefore(active.activeAt().plus(lead()));
        boolean underWay = !now.plus(lead()).isBefore(next.activeAt());
        if (justDone) {
            return new Turn(name, active.kid(), active.activeAt());
        }
        if (underWay) {
            return new Turn(name, next.kid(), next.activeAt());
        }
        Instant at = earliest(next, now);
        rows.activateAt(next.kid(), at);
        trail.record(entry(Act.KEY_ROTATED, next, actor).detail("active_at", at));
        keep(name, now, actor);
        return new Turn(name, next.kid(), at);
    }

    private void keep(RingName name, Instant now, String actor) {
        if (ring(name).active(now).isEmpty()) {
            ring(name).next(now).ifPresentOrElse(next -> rows.activateAt(next.kid(), now), () -> add(name, now, now));
        }
        RingStates ring = ring(name);
        Instant turn = ring.active(now).orElseThrow().activeAt().plus(settings.rotateEvery());
        // a shorter period counts for the key that waits too
        ring.next(now)
                .filter(next -> later(turn, earliest(next, now)).isBefore(next.activeAt()))
                .ifPresent(next -> rows.activateAt(next.kid(), later(turn, earliest(next, now))));
        Instant last = ring(name).last().orElseThrow().activeAt();
        if (!last.isAfter(now.plus(lead()))) {
            add(name, now, later(last.plus(settings.rotateEvery()), now.plus(lead())));
        }
        note(ring(name), now, actor);
    }

    private Instant earliest(SigningKeyRow next, Instant now) {
        return later(next.times().madeAt().plus(lead()), now.plus(NOTICE));
    }

    private void add(RingName name, Instant now, Instant activeAt) {
        var made = keys.make(name.algorithm());
        var times = new SigningKeyRow.Times(now, activeAt, Optional.empty());
        var row = new SigningKeyRow(
                name, made.publicKey(), made.wrapped(), made.wrapped().isEmpty(), times, KeyState.NEXT);
        rows.add(row);
        trail.record(entry(Act.KEY_MADE, row, SERVER).detail("active_at", activeAt));
    }

    private void note(RingStates ring, Instant now, String actor) {
        for (SigningKeyRow row : ring.keys()) {
            KeyState state = ring.stateOf(row, now);
            // a clock that was set back takes nothing back from the trail
            if (state.compareTo(row.noted()) > 0) {
                rows.note(row.kid(), state);
                trail.record(entry(act(state), row, actor));
            }
        }
    }

    private static Act act(KeyState state) {
        return switch (state) {
            case NEXT -> Act.KEY_MADE;
            case ACTIVE -> Act.KEY_ACTIVATED;
            case RETIRING -> Act.KEY_RETIRED;
            case REMOVED -> Act.KEY_REMOVED;
            case REVOKED -> Act.KEY_REVOKED;
        };
    }

    private static AuditEntry entry(Act act, SigningKeyRow row, String actor) {
        return AuditEntry.done(act)
                .actor(actor)
                .detail("kid", row.kid())
                .detail("purpose", row.ring().purpose())
                .detail("algorithm", row.ring().algorithm());
    }

    // these three are there from the first start; others when an application needs them
    private List<RingName> names() {
        var names = new ArrayList<RingName>();
        names.add(new RingName(KeyPurpose.TOKENS, JWSAlgorithm.ES256));
        names.add(new RingName(KeyPurpose.VIHF_CONTEXT, JWSAlgorithm.ES256));
        names.add(new RingName(KeyPurpose.TRAIL, JWSAlgorithm.ES256));
        rows.all().rings().keySet().stream()
                .filter(ring -> !names.contains(ring))
                .forEach(names::add);
        return List.copyOf(names);
    }

    private RingStates ring(RingName name) {
        return rows.all().find(name).orElseGet(() -> new RingStates(List.of(), Duration.ZERO));
    }

    /** How long a key is published before it signs. */
    private Duration lead() {
        return settings.publishedFor().plus(MARGIN);
    }

    private <T> T locked(Supplier<T> change) {
        return alone.execute(_ -> {
            rows.lock();
            return change.get();
        });
    }

    private Instant now() {
        return micros(time.now());
    }

    // as PostgreSQL keeps it
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
