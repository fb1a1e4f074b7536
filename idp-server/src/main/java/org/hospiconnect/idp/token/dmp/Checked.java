package org.hospiconnect.idp.token.dmp;

import java.util.function.Function;

/** What a check of a DMP exchange answers: the value that passed, or the one reason why not. */
sealed interface Checked<T> {

    record Passed<T>(T value) implements Checked<T> {}

    record Refused<T>(DmpRefusal reason) implements Checked<T> {}

    default <U> Checked<U> then(Function<T, Checked<U>> next) {
        return switch (this) {
            case Passed<T>(T value) -> next.apply(value);
            case Refused<T>(DmpRefusal reason) -> new Refused<>(reason);
        };
    }
}
