package org.hospiconnect.idp.value;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What this node has read of a store and may use again: for 5 s; while the store is away, for 60 s. A store whose connections are
 * all lent is not away: whoever keeps us busy would keep for another minute what was taken from them. What changes here is
 * forgotten once the change is committed, and so is what was being read meanwhile. What was not found is never kept, so that a
 * stranger can't fill this.
 */
public final class Copies<K, V> {

    public static final Duration FRESH = Duration.ofSeconds(5);
    public static final Duration WHILE_AWAY = Duration.ofSeconds(60);

    /** A store that is away is not asked again for each copy: each try may take its whole timeout. */
    private static final Duration NEXT_TRY = Duration.ofSeconds(1);

    private static final Pattern ALL_LENT = Pattern.compile("\\(total=([1-9]\\d*), active=\\1, ");

    private final Clock clock;
    private final Cache<K, Copy<V>> copies;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicReference<Instant> nextTry = new AtomicReference<>(Instant.MIN);

    public Copies(Clock clock, int most) {
        this.clock = clock;
        this.copies = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(WHILE_AWAY)
                .build();
    }

    /** A fresh copy, or what {@code reading} says now. */
    public Optional<V> find(K key, Supplier<Optional<V>> reading) {
        Instant now = clock.instant();
        var known = Optional.ofNullable(copies.getIfPresent(key)).filter(copy -> copy.isWithin(WHILE_AWAY, now));
        var usable = known.filter(copy -> copy.isWithin(FRESH, now) || now.isBefore(nextTry.get()));
        if (usable.isPresent()) {
            return usable.map(Copy::value);
        }
        try {
            return read(key, reading, now);
        } catch (DataAccessResourceFailureException | QueryTimeoutException away) {
            if (isBusy(away)) {
                throw away;
            }
            nextTry.set(clock.instant().plus(NEXT_TRY));
            return Optional.of(known.orElseThrow(() -> away)).map(Copy::value);
        }
    }

    // The pool lends all that it has, and no try to have more was in vain; its exception says so in words only.
    private static boolean isBusy(DataAccessException failed) {
        return failed.getCause() instanceof SQLTransientConnectionException pool
                && pool.getCause() == null
                && ALL_LENT.matcher(Objects.requireNonNullElse(pool.getMessage(), ""))
                        .find();
    }

    private Optional<V> read(K key, Supplier<Optional<V>> reading, Instant now) {
        long before = changes.get();
        Optional<V> read = reading.get();
        nextTry.set(Instant.MIN);
        read.ifPresentOrElse(value -> copies.put(key, new Copy<>(value, now)), () -> copies.invalidate(key));
        if (changes.get() != before) {
            copies.invalidate(key);
        }
        return read;
    }

    /** At once, or when the caller's transaction is over. */
    public void forget(K key) {
        afterCommit(() -> copies.invalidate(key));
    }

    /** The same for those that are meant. */
    public void forgetIf(Predicate<K> isMeant) {
        afterCommit(() -> copies.asMap().keySet().removeIf(isMeant));
    }

    /** The same for all of them. */
    public void forgetAll() {
        afterCommit(copies::invalidateAll);
    }

    private void afterCommit(Runnable forgetting) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    change(forgetting);
                }
            });
        } else {
            change(forgetting);
        }
    }

    private void change(Runnable forgetting) {
        changes.incrementAndGet();
        forgetting.run();
    }

    private record Copy<V>(V value, Instant readAt) {

        /** A clock that was set back makes no copy young. */
        boolean isWithin(Duration age, Instant now) {
            return !now.isBefore(readAt) && !now.isAfter(readAt.plus(age));
        }
    }
}
