package org.hospiconnect.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Sign-ins by key, in turn alone and in a storm of wrong passwords.
 *
 * @param answers to wrong passwords, how often by status: 403 was checked, 503 found the room full
 */
record Storm(List<Measure> alone, List<Measure> stormy, Map<Integer, Long> answers) implements Result.Outcome {

    /** Sign-ins by key each second: a large hospital at the change of shifts, and well below what two processors bear. */
    static final double SIGN_INS = 20;

    static final double PASSWORDS = 50;

    static final int TURNS = 3;

    String line() {
        return String.format(
                Locale.ROOT,
                "sign-ins by key, medians of %d turns: p50 %.1f ms alone, %.1f in the storm; p99 %.1f alone, %.1f in the storm; wrong passwords by status: %s",
                alone.size(),
                median(alone, seen -> seen.times().p50()),
                median(stormy, seen -> seen.times().p50()),
                median(alone, seen -> seen.times().p99()),
                median(stormy, seen -> seen.times().p99()),
                answers);
    }

    static double median(List<Measure> turns, ToDoubleFunction<Measure> figure) {
        return turns.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(turns.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
