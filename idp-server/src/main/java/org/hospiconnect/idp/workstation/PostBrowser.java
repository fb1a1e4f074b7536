package org.hospiconnect.idp.workstation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/**
 * The one browser of a post, as hashes of its cookie.
 *
 * @param value the one in force
 * @param previous the one before it; the browser may not have heard of its replacement
 * @param skipped one between the two that was given in vain; its answer may only be late
 * @param seen was {@code value} shown since it was given?
 */
record PostBrowser(
        Bytes family, Bytes value, Optional<Bytes> previous, Optional<Bytes> skipped, Instant turnedAt, boolean seen) {

    /**
     * After a turn, requests that left before it still carry the value before; and a browser that dies at once comes back with it, because
     * it writes its cookies to the disk half a minute late.
     */
    static final Duration OVERLAP = Duration.ofMinutes(1);

    /** What becomes of a value that was shown. */
    enum Verdict {
        KNOWN,
        /** It arrived: from now on only this one counts. */
        SEEN_FIRST,
        /** It is old, or its replacement never arrived: the browser is given another. */
        TURN,
        /** It was in force once and replaced by one that was shown since: another browser has this cookie, or it was set back. */
        STALE
    }

    /** @param every zero: values are not replaced */
    Verdict judge(Bytes shown, Instant now, Duration every) {
        boolean overlaps = now.isBefore(turnedAt.plus(OVERLAP));
        if (shown.equals(value)) {
            boolean old = every.isPositive() && !now.isBefore(turnedAt.plus(every));
            return old ? Verdict.TURN : seen || overlaps ? Verdict.KNOWN : Verdict.SEEN_FIRST;
        }
        if (previous.filter(shown::equals).isEmpty()
                && skipped.filter(shown::equals).isEmpty()) {
            return Verdict.STALE;
        }
        return overlaps ? Verdict.KNOWN : seen ? Verdict.STALE : Verdict.TURN;
    }

    PostBrowser shown() {
        return new PostBrowser(family, value, previous, skipped, turnedAt, true);
    }

    /** @param before what the browser showed: one of the three */
    PostBrowser turned(Bytes next, Bytes before, Instant now) {
        Optional<Bytes> inVain = Optional.of(value).filter(given -> !given.equals(before));
        return new PostBrowser(family, next, Optional.of(before), inVain, now, false);
    }
}
