package org.hospiconnect.idp.workstation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostRulesTest {

    @ParameterizedTest(name = "{0} of a class: {1} → {2}")
    @CsvSource({"'', webauthn, true", "webauthn, webauthn, true", "card, webauthn, false"})
    void a_class_of_posts_has_all_kinds_or_those_that_it_names(String named, String kind, boolean allowed) {
        List<String> kinds = named.isEmpty() ? List.of() : List.of(named);

        assertThat(new PostRules(Optional.empty(), Optional.empty(), Duration.ZERO, kinds, true, true).allows(kind))
                .isEqualTo(allowed);
    }
}
