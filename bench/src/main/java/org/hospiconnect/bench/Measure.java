package org.hospiconnect.bench;

import java.util.Locale;

/**
 * What one load showed.
 *
 * @param perSecond operations that ended well, per second
 * @param times of those, milliseconds
 * @param errors operations that did not end as they should
 * @param processor time for each operation, milliseconds
 * @param operations since the beginning, warm-up and failures included
 */
record Measure(double perSecond, Times times, long errors, Processor processor, long operations) {

    record Times(double p50, double p95, double p99) {}

    record Processor(double server, double stores, double generator) {}

    String line(String load) {
        return String.format(
                Locale.ROOT,
                "%-22s %9.1f/s   p50 %7.2f   p95 %7.2f   p99 %7.2f ms   errors %d   processor ms/op: server %.3f, stores %.3f, generator %.3f",
                load,
                perSecond,
                times.p50(),
                times.p95(),
                times.p99(),
                errors,
                processor.server(),
                processor.stores(),
                processor.generator());
    }
}
