package org.hospiconnect.idp.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How many lines of one kind a minute has: strangers can make a server tell as many refusals as they send requests, and the disk is
 * not theirs. Warnings and errors always pass. Not safe for several threads at once.
 */
final class LineRates {

    static final int MOST = 1000;

    private static final int MOST_KINDS = 1000;
    private static final long MINUTE = 60_000;

    /** Of each kind, logger and words before their values: by hash, because somebody may log whole bodies while looking for a fault. */
    private final Map<Integer, Integer> lines = new HashMap<>();

    private long minute;

    /** What becomes of a line. */
    enum Fate {
        PRINTED,
        /** The first that is not printed: it is said that others are left out. */
        SAID,
        LEFT_OUT
    }

    Fate of(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return Fate.PRINTED;
        }
        long now = event.getTimeStamp() / MINUTE;
        if (now != minute || lines.size() > MOST_KINDS) {
            lines.clear();
            minute = now;
        }
        int count = lines.merge(Objects.hash(event.getLoggerName(), event.getMessage()), 1, Integer::sum);
        return count <= MOST ? Fate.PRINTED : count == MOST + 1 ? Fate.SAID : Fate.LEFT_OUT;
    }
}
