package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcrNamesTest {

    private final AcrNames names = new AcrNames("https://idp.example/acr/", Set.of(Level.SUBSTANTIAL, Level.LOW));

    @ParameterizedTest
    @CsvSource({
        "BACKUP,        https://idp.example/acr/backup",
        "SINGLE_FACTOR, https://idp.example/acr/single-factor",
        "LOW,           https://idp.example/acr/eidas/low",
        "SUBSTANTIAL,   https://idp.example/acr/eidas/substantial",
        "HIGH,          https://idp.example/acr/eidas/high"
    })
    void a_level_has_one_name_under_the_base(Level level, String name) {
        assertThat(names.of(level)).isEqualTo(name);
        assertThat(names.find(name)).contains(level);
    }

    @Test
    @Requirement("OIDCD-3-ACR")
    void the_names_of_what_is_reached_are_told_weakest_first() {
        assertThat(names.announced())
                .containsExactly("https://idp.example/acr/eidas/low", "https://idp.example/acr/eidas/substantial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eidas/low", "https://other.example/acr/eidas/low", "https://idp.example/acr/eidas/lo"})
    void another_name_is_no_level(String name) {
        assertThat(names.find(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LOW,  LOW,         true",
        "LOW,  SUBSTANTIAL, false",
        "HIGH, SUBSTANTIAL, true",
        "SINGLE_FACTOR, BACKUP, true",
        "BACKUP, SINGLE_FACTOR, false"
    })
    void a_level_reaches_itself_and_what_is_weaker(Level level, Level least, boolean reaches) {
        assertThat(level.reaches(least)).isEqualTo(reaches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acr/", "https://idp.example/acr", "/acr/"})
    void a_base_is_absolute_and_ends_with_a_slash(String base) {
        assertThatThrownBy(() -> settings(Optional.of(URI.create(base))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hospiconnect.assurance.acr-base");
    }

    private static AssuranceSettings settings(Optional<URI> base) {
        return new AssuranceSettings(
                base, Map.of(), null, LocalDate.of(2025, 12, 31), new CardSettings(Set.of(), false, false));
    }

    @Test
    void a_right_base_is_kept() {
        var base = Optional.of(URI.create("https://idp.example/niveaux/"));

        assertThat(settings(base).acrBase()).isEqualTo(base);
        assertThat(settings(Optional.empty()).acrBase()).isEmpty();
    }
}
