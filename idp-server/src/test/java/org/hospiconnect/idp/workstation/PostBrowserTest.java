package org.hospiconnect.idp.workstation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.workstation.PostBrowser.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostBrowserTest {

    private static final Instant TURNED = Instant.parse("2026-11-27T08:00:00Z");

    @ParameterizedTest
    @Requirement("HC-POST-COPY")
    @CsvSource({
        "value unseen, PT0S, PT1H, KNOWN",
        "value unseen, PT59S, PT1H, KNOWN",
        "value unseen, PT1M, PT1H, SEEN_FIRST",
        "value seen, PT59M, PT1H, KNOWN",
        "value seen, PT1H, PT1H, TURN",
        "value unseen, PT200H, PT1H, TURN",
        "value seen, PT9000H, PT0S, KNOWN",
        "previous unseen, PT59S, PT1H, KNOWN",
        "previous unseen, PT1M, PT1H, TURN",
        "previous unseen, PT200H, PT1H, TURN",
        "previous seen, PT59S, PT1H, KNOWN",
        "previous seen, PT1M, PT1H, STALE",
        "skipped unseen, PT59S, PT1H, KNOWN",
        "skipped unseen, PT1M, PT1H, TURN",
        "skipped seen, PT1M, PT1H, STALE",
        "earlier unseen, PT0S, PT1H, STALE",
        "earlier seen, PT1M, PT1H, STALE"
    })
    void what_becomes_of_a_value_that_is_shown(String shown, Duration after, Duration every, Verdict verdict) {
        String[] words = shown.split(" ", 2);
        var browser = new PostBrowser(
                bytes("family"),
                bytes("value"),
                Optional.of(bytes("previous")),
                Optional.of(bytes("skipped")),
                TURNED,
                words[1].equals("seen"));

        assertThat(browser.judge(bytes(words[0]), TURNED.plus(after), every)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @Requirement("HC-POST-COPY")
    @CsvSource({"value, TURN, TURN", "previous, TURN, TURN", "skipped, TURN, TURN"})
    void after_a_turn_the_value_that_was_shown_is_the_one_before(String shown, Verdict verdict, Verdict given) {
        var browser = new PostBrowser(
                bytes("family"),
                bytes("value"),
                Optional.of(bytes("previous")),
                Optional.of(bytes("skipped")),
                TURNED,
                false);
        Instant later = TURNED.plus(Duration.ofHours(2));
        assertThat(browser.judge(bytes(shown), later, Duration.ofHours(1))).isEqualTo(verdict);

        PostBrowser turned = browser.turned(bytes("next"), bytes(shown), later);

        assertThat(turned.judge(bytes("next"), later, Duration.ofHours(1))).isEqualTo(Verdict.KNOWN);
        assertThat(turned.judge(bytes(shown), later.plusSeconds(120), Duration.ofHours(1)))
                .isEqualTo(Verdict.TURN);
        if (!shown.equals("value")) { // that one was given in vain, and may come late
            assertThat(turned.judge(bytes("value"), later.plusSeconds(120), Duration.ofHours(1)))
                    .isEqualTo(given);
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
