package org.hospiconnect.idp.value;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** How often something may be tried; a rate limit, not a fact. */
public interface Throttle {

    /** All that is limited so; the test of all limits drives each. */
    enum Limit {
        /** Challenges of one sign-in or enrolment. */
        BEGIN,
        /** Failed ceremonies from one address. */
        FAILED,
        /** Sign-ins of one browser that are kept. */
        SIGNIN_BROWSER,
        /** The same from one address. */
        SIGNIN_ADDRESS,
        /** Pushed requests of applications that prove nothing, from one address. */
        PUSHED_ADDRESS,
        /** Reports of one application that the person of one session is there. */
        ACTIVITY,
        /** Questions of one application about the assurance of one session. */
        ASSURANCE,
        /** Wrong codes of shared posts from one address. */
        POST_ADDRESS,
        /** Passwords and codes typed from one address. */
        TYPED_ADDRESS;

        private static final Set<Limit> OF_ADDRESSES =
                EnumSet.of(FAILED, SIGNIN_ADDRESS, PUSHED_ADDRESS, POST_ADDRESS, TYPED_ADDRESS);

        /** Is it of addresses? A whole IPv6 network of one customer (/64) is one. */
        public boolean isOfAddress() {
            return OF_ADDRESSES.contains(this);
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Who takes how much.
     *
     * @param units at least one
     */
    record Use(String whose, int units) {

        private static final int UNIT = 1024;

        /** What is kept counts by its size: a kibibyte is a unit, and what is shorter is one too. */
        public static Use keeping(String whose, Stream<String> texts) {
            int bytes = texts.mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
            return new Use(whose, Math.max(1, Math.ceilDiv(bytes, UNIT)));
        }
    }

    /** Counts this use; false when there was more than {@code most} within {@code window}. */
    boolean allows(Limit limit, Use use, int most, Duration window);

    /** The same for one try. */
    default boolean allows(Limit limit, String whose, int most, Duration window) {
        return allows(limit, new Use(whose, 1), most, window);
    }

    /** Counts one, whose window begins with the first. */
    void count(Limit limit, String whose, Duration window);

    /** Were there {@code most} within the window? Counts nothing. */
    boolean isSpent(Limit limit, String whose, int most);
}
