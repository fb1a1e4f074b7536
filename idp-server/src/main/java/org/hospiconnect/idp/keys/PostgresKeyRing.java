package org.hospiconnect.idp.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.value.Unavailable;
import org.springframework.stereotype.Component;

/** The rings as this node knows them. Signers and verifiers are made once for each key. */
@Component
class PostgresKeyRing implements KeyRing {

    /** More than two rings of each purpose and algorithm ever have. */
    private static final int MOST = 200;

    private static final Duration UNUSED = Duration.ofHours(1);

    private final SigningKeyRows rows;
    private final KeyRotations rotations;
    private final PrivateKeys privateKeys;
    private final Signers signers;
    private final KeySettings settings;
    private final Clock clock;
    private final Cache<String, SigningKey> signing =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();
    private final Cache<String, VerifyingKey> verifying =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    PostgresKeyRing(
            SigningKeyRows rows,
            KeyRotations rotations,
            PrivateKeys privateKeys,
            Signers signers,
            KeySettings settings,
            Clock clock) {
        this.rows = rows;
        this.rotations = rotations;
        this.privateKeys = privateKeys;
        this.signers = signers;
        this.settings = settings;
        this.clock = clock;
        rotations.keep();
        openAll();
    }

    @Override
    public SigningKey active(KeyPurpose purpose, JWSAlgorithm algorithm) {
        var ring = new RingName(purpose, algorithm);
        SigningKeyRow row = active(ring).orElseGet(() -> {
            rotations.prepare(ring);
            return active(ring).orElseThrow(() -> new IllegalStateException("no active key of " + ring));
        });
        return opened(row);
    }

    @Override
    public Optional<VerifyingKey> find(KeyPurpose purpose, String kid) {
        var rings = rows.known().rings();
        return rings.find(kid)
                .filter(row -> row.ring().purpose() == purpose)
                .filter(row -> rings.of(row).stateOf(row, clock.instant()).isPublished())
                .map(row -> verifying.get(
                        kid, _ -> new VerifyingKey(row.ring().algorithm(), signers.verifier(row.publicKey()))));
    }

    @Override
    public JWKSet published() {
        Instant now = clock.instant();
        var rings = rows.known().rings();
        // a library that looks at no kid takes the first one that fits: the active keys of tokens
        return new JWKSet(rings.keys().stream()
                .filter(row -> row.ring().purpose().isForApplications())
                .filter(row -> rings.of(row).stateOf(row, now).isPublished())
                .sorted(Comparator.comparing((SigningKeyRow row) -> row.ring().purpose())
                        .thenComparing(row -> rings.of(row).stateOf(row, now) != KeyState.ACTIVE)
                        .thenComparing(row -> row.ring().algorithm().getName())
                        .thenComparing(SigningKeyRow::activeAt))
                .map(SigningKeyRow::publicKey)
                .toList());
    }

    @Override
    public Duration publishedFor() {
        return settings.publishedFor();
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return privateKeys.algorithms();
    }

    @Override
    public void prepare(KeyPurpose purpose, JWSAlgorithm algorithm) {
        rotations.prepare(new RingName(purpose, algorithm));
    }

    private Optional<SigningKeyRow> active(RingName name) {
        Instant now = clock.instant();
        var known = rows.known();
        if (known.readAt().plus(KeyRotations.SIGNS_FOR).isBefore(now)) {
            throw new Unavailable(
                    "PostgreSQL", new IllegalStateException("signing keys last read at " + known.readAt()));
        }
        return known.rings().find(name).flatMap(ring -> ring.active(now));
    }

    private SigningKey opened(SigningKeyRow row) {
        return signing.get(row.kid(), _ -> new SigningKey(row.kid(), row.ring().algorithm(), privateKeys.signer(row)));
    }

    // a key that does not open stops the start, not the first token
    private void openAll() {
        Instant now = clock.instant();
        rows.known().rings().rings().values().forEach(ring -> {
            ring.active(now).ifPresent(this::opened);
            ring.next(now).ifPresent(this::opened);
        });
    }
}
