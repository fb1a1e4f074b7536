package org.hospiconnect.idp.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of strangers that are not written yet. Whatever they send, this holds {@code most} counts: the sources of further
 * ones share the source {@value #OTHERS}.
 */
final class RefusalCounts {

    static final String OTHERS = "other";

    private final int most;
    private final Map<RowKey, Sum> sums = new HashMap<>();

    /** When the first of {@link #OTHERS} came: they share a minute too, however long nothing can be written. */
    private Optional<Instant> overflowed = Optional.empty();

    RefusalCounts(int most) {
        this.most = most;
    }

    /** A row of {@code refusal_counts} without its number; compared in the order in which rows are written. */
    record RowKey(Instant minute, String source, String act, String reason) implements Comparable<RowKey> {

        private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::minute)
                .thenComparing(RowKey::source)
                .thenComparing(RowKey::act)
                .thenComparing(RowKey::reason);

        @Override
        public int compareTo(RowKey other) {
            return ORDER.compare(this, other);
        }

        private RowKey ofOthers(Instant since) {
            return new RowKey(since, OTHERS, act, reason);
        }
    }

    /** How many refusals, and the last reference that was shown. */
    record Sum(long refused, @Nullable String reference) {

        Sum and(Sum later) {
            return new Sum(refused + later.refused, later.reference == null ? reference : later.reference);
        }
    }

    /** What is to be added to a row. */
    record Counted(RowKey key, Sum sum) {}

    synchronized void add(RowKey key, Sum sum) {
        sums.merge(hasRoom(key) ? key : ofOthers(key), sum, Sum::and);
    }

    /** All of it, in the order of the keys: two servers that write the same rows wait for one another, never both. */
    synchronized List<Counted> take() {
        var taken = new ArrayList<Counted>();
        sums.forEach((key, sum) -> taken.add(new Counted(key, sum)));
        taken.sort(Comparator.comparing(Counted::key));
        sums.clear();
        overflowed = Optional.empty();
        return taken;
    }

    /** What could not be written, with what came meanwhile. */
    synchronized void giveBack(List<Counted> unwritten) {
        List<Counted> later = take();
        unwritten.forEach(counted -> add(counted.key(), counted.sum()));
        later.forEach(counted -> add(counted.key(), counted.sum()));
    }

    private boolean hasRoom(RowKey key) {
        return sums.size() < most || sums.containsKey(key);
    }

    private RowKey ofOthers(RowKey key) {
        Instant since = overflowed.orElse(key.minute());
        overflowed = Optional.of(since);
        return key.ofOthers(since);
    }
}
