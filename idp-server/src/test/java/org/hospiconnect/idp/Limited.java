package org.hospiconnect.idp;

import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.value.Throttle.Limit;

/** Each limit: its setting, how many tries the test lets pass, and for how long they count. */
enum Limited {
    CHALLENGES_OF_A_SIGN_IN("attempts-per-minute", 3, Duration.ofMinutes(1), Limit.BEGIN),
    FAILURES_OF_AN_ADDRESS("failures-per-minute", 3, Duration.ofMinutes(1), Limit.FAILED),
    SIGN_INS_OF_A_BROWSER("begun-by-browser", 3, Duration.ofMinutes(10), Limit.SIGNIN_BROWSER),
    SIGN_INS_FROM_AN_ADDRESS("begun-from-address", 6, Duration.ofMinutes(10), Limit.SIGNIN_ADDRESS),
    PUSHED_FROM_AN_ADDRESS("pushed-from-address", 3, Duration.ofSeconds(90), Limit.PUSHED_ADDRESS),
    ACTIVITY_OF_A_SESSION("activity-per-minute", 3, Duration.ofMinutes(1), Limit.ACTIVITY),
    ASSURANCE_OF_A_SESSION("assurance-per-minute", 3, Duration.ofMinutes(1), Limit.ASSURANCE),
    POSTS_FROM_AN_ADDRESS("codes-from-address", 3, Duration.ofMinutes(15), Limit.POST_ADDRESS),
    TYPED_FROM_AN_ADDRESS("typed-per-minute", 3, Duration.ofMinutes(1), Limit.TYPED_ADDRESS),
    PASSWORDS_OF_A_NAME("password.tries-before-wait", 3, Duration.ofMinutes(1)),
    CODES_OF_A_BROWSER("failures-before-block", 3, Duration.ofMinutes(15)),
    CODES_FROM_AN_ADDRESS("failures-of-address", 20, Duration.ofMinutes(15)),
    CODES_OF_ALL("failures-of-all", 30, Duration.ofMinutes(15));

    final String setting;
    final int most;
    final Duration window;
    final Optional<Limit> limit;

    /** A fact, in PostgreSQL. */
    Limited(String setting, int most, Duration window) {
        this.setting = setting;
        this.most = most;
        this.window = window;
        this.limit = Optional.empty();
    }

    Limited(String setting, int most, Duration window, Limit limit) {
        this.setting = setting;
        this.most = most;
        this.window = window;
        this.limit = Optional.of(limit);
    }

    /** Are its tries made from many addresses? Where they are counted then. */
    Optional<String> addresses() {
        return switch (this) {
            case CODES_OF_ALL -> Optional.of("127.0.9.");
            case PASSWORDS_OF_A_NAME -> Optional.of("127.0.10.");
            default -> Optional.empty();
        };
    }

    /** Does another browser behind the same address go on? */
    boolean isOfBrowser() {
        return this == CHALLENGES_OF_A_SIGN_IN || this == SIGN_INS_OF_A_BROWSER || this == CODES_OF_A_BROWSER;
    }
}
