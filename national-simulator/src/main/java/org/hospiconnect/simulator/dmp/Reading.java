package org.hospiconnect.simulator.dmp;

import java.util.function.Function;

/** What came of reading something that a stranger wrote. */
sealed interface Reading<T> {

    record Read<T>(T value) implements Reading<T> {}

    record Refused<T>(Refusal why) implements Reading<T> {}

    static <T> Reading<T> refused(Flaw flaw, String detail) {
        return new Refused<>(flaw.because(detail));
    }

    default <R> Reading<R> then(Function<T, Reading<R>> next) {
        return switch (this) {
            case Read<T>(var value) -> next.apply(value);
            case Refused<T>(var why) -> new Refused<>(why);
        };
    }
}
