package org.hospiconnect.idp.authenticator.totp;

import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Passwords; nobody has to renew one from time to time.
 *
 * @param leastBits what a password is worth at least; 50 (RIE v1 EXI 25, and CNIL 2022-100 where tries are limited) or more
 * @param guessed words that count as nothing in a password, beside the person's own names and numbers: add the hospital's and the town's
 * @param memoryMebibytes of Argon2id for one password; 19 or more (OWASP); for passwords chosen from then on
 * @param iterations of Argon2id, over one lane; 2 or more
 * @param atOnce passwords checked at the same time; 0: half of the processors, one at least
 * @param waiting that may wait for a turn; who comes then hears that it is busy
 * @param triesBeforeWait wrong answers for one person before the next is heard only after a minute, then two, four, up to two hours; 1 to
 *     10; 20 wrong ones in 24 h are the most (RIE v1 EXI 25)
 */
record PasswordSettings(
        @DefaultValue("50") int leastBits,

        @DefaultValue({
            "motdepasse",
            "password",
            "passw0rd",
            "bonjour",
            "soleil",
            "bienvenue",
            "hopital",
            "admin",
            "chouchou",
            "doudou",
            "loulou",
            "janvier",
            "fevrier",
            "printemps",
            "automne"
        })
        Set<String> guessed,

        @DefaultValue("19") int memoryMebibytes,
        @DefaultValue("2") int iterations,
        @DefaultValue("0") int atOnce,
        @DefaultValue("8") int waiting,
        @DefaultValue("5") int triesBeforeWait) {

    private static final String PREFIX = "hospiconnect.authenticator.totp.password.";

    PasswordSettings {
        guessed = Set.copyOf(guessed);
        within("least-bits", leastBits, 50, 128);
        within("memory-mebibytes", memoryMebibytes, 19, 1024);
        within("iterations", iterations, 2, 20);
        within("at-once", atOnce, 0, 64);
        within("waiting", waiting, 0, 100);
        within("tries-before-wait", triesBeforeWait, 1, 10);
    }

    int places() {
        return atOnce > 0 ? atOnce : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(PREFIX + name + " is " + least + " to " + most);
        }
    }
}
