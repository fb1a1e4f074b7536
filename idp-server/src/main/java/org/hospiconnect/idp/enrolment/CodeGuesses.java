package org.hospiconnect.idp.enrolment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;

/**
 * Wrong activation codes, as facts: of one browser, of one address, of all. A right code is heard in spite of its browser's count,
 * because nobody guesses 75 bits in ten tries; the two wide counts keep guessing bounded whoever tries.
 */
@Component
class CodeGuesses {

    private static final String EVERYBODY = "all";

    private final Activations activations;
    private final EnrolmentSettings settings;
    private final Clock clock;

    CodeGuesses(Activations activations, EnrolmentSettings settings, Clock clock) {
        this.activations = activations;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param browser its cookie; without one the address alone counts */
    record Guesser(Optional<String> browser, String address) {

        private Optional<String> browserCount() {
            return browser.map(cookie -> "browser:"
                    + Bytes.of(cookie.getBytes(StandardCharsets.UTF_8)).sha256().toBase64Url());
        }

        private String addressCount() {
            return "address:" + address;
        }

        private List<String> counts() {
            return Stream.concat(browserCount().stream(), Stream.of(addressCount(), EVERYBODY))
                    .toList();
        }
    }

    /** What was typed before, as it was read once. */
    record Before(boolean browserWaits, boolean nobodyIsHeard) {}

    Before before(Guesser guesser) {
        Map<String, Integer> failures = activations.failures(guesser.counts(), since());
        boolean browserWaits = guesser.browserCount()
                .filter(count -> failures.getOrDefault(count, 0) >= settings.failuresBeforeBlock())
                .isPresent();
        boolean nobodyIsHeard = failures.getOrDefault(guesser.addressCount(), 0) >= settings.failuresOfAddress()
                || failures.getOrDefault(EVERYBODY, 0) >= settings.failuresOfAll();
        return new Before(browserWaits, nobodyIsHeard);
    }

    void wrong(Guesser guesser) {
        activations.countFailure(guesser.counts(), clock.instant(), since());
    }

    void right(Guesser guesser) {
        guesser.browserCount().ifPresent(activations::forgetFailures);
    }

    private Instant since() {
        return clock.instant().minus(settings.block());
    }
}
