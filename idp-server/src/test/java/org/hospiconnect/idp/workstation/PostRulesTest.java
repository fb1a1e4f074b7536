package org.hospiconnect.idp.workstation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostRulesTest {

    @ParameterizedTest(name = "{0} of a class, {1} of the post: {2} → {3}")
    @Requirement("HC-POST-OWN-LIMITS")
    @CsvSource({
        "'',       '',       webauthn, true",
        "webauthn, '',       webauthn, true",
        "card,     '',       webauthn, false",
        "'',       webauthn, webauthn, true",
        "'',       card,     webauthn, false",
        "webauthn, webauthn, webauthn, true",
        // a class that was made stricter later leaves nothing, and not everything
        "card,     webauthn, webauthn, false",
        "card,     webauthn, card,     false"
    })
    void a_means_serves_where_class_and_post_both_take_it(String ofClass, String own, String kind, boolean allowed) {
        PostRules rules = rules(null, ofClass).within(new PostLimits(Optional.empty(), words(own)));

        assertThat(rules.allows(kind)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} min of a class, {1} of the post → {2}")
    @Requirement("HC-POST-OWN-LIMITS")
    @CsvSource({", , ", "10, , 10", ", 5, 5", "10, 5, 5", "3, 5, 3"})
    void the_shorter_idle_limit_counts(@Nullable Integer ofClass, @Nullable Integer own, @Nullable Integer counts) {
        assertThat(rules(ofClass, "")
                        .within(new PostLimits(minutes(own), List.of()))
                        .idle())
                .isEqualTo(minutes(counts));
    }

    @ParameterizedTest(name = "{0} s on a post whose class has {1} min: {2}")
    @Requirement("HC-POST-OWN-LIMITS")
    @CsvSource({
        ",     , true",
        "120,  , true",
        "119,  , false",
        "1800, , true",
        "1801, , false",
        "600,  10, true",
        "601,  10, false"
    })
    void a_post_is_only_stricter_than_its_class(
            @Nullable Integer seconds, @Nullable Integer ofClass, boolean stricter) {
        var idle = Optional.ofNullable(seconds).map(Duration::ofSeconds);

        assertThat(new PostLimits(idle, List.of()).isIdleWithin(rules(ofClass, "")))
                .isEqualTo(stricter);
    }

    @ParameterizedTest
    @Requirement("HC-POST-OWN-LIMITS")
    @CsvSource({"'', webauthn, true", "webauthn, webauthn, true", "webauthn, card, false", "card, '', true"})
    void its_kinds_are_of_its_class(String ofClass, String own, boolean stricter) {
        assertThat(new PostLimits(Optional.empty(), words(own)).areKindsWithin(rules(null, ofClass)))
                .isEqualTo(stricter);
    }

    private static PostRules rules(@Nullable Integer idle, String kinds) {
        return new PostRules(minutes(idle), Optional.empty(), Duration.ZERO, words(kinds), List.of(), true, true);
    }

    private static Optional<Duration> minutes(@Nullable Integer minutes) {
        return Optional.ofNullable(minutes).map(Duration::ofMinutes);
    }

    private static List<String> words(String kind) {
        return kind.isEmpty() ? List.of() : List.of(kind);
    }

    @Test
    @Requirement("HC-POST-OWN-LIMITS")
    void the_same_in_another_order_is_the_same() {
        var given = new PostLimits(Optional.of(Duration.ofMillis(150_900)), List.of("webauthn", "card", "webauthn"));

        assertThat(given).isEqualTo(new PostLimits(Optional.of(Duration.ofSeconds(150)), List.of("card", "webauthn")));
    }
}
