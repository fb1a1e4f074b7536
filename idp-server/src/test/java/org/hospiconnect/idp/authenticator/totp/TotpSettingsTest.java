package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Floors: what the text asks can only be made stricter. */
class TotpSettingsTest {

    private static final String PREFIX = "hospiconnect.authenticator.totp";

    @Test
    @Requirement("HC-TOTP-POPULATIONS")
    void nobody_has_it_unless_named() {
        var settings = bound(Map.of());

        assertThat(settings.populations()).isEmpty();
        assertThat(settings.password().leastBits()).isEqualTo(50);
        assertThat(settings.password().places()).isPositive();
    }

    @ParameterizedTest
    @Requirement("HC-LIMITS-ONLY-STRICTER")
    @CsvSource({
        "password.least-bits, 49",
        "password.memory-mebibytes, 18",
        "password.iterations, 1",
        "password.tries-before-wait, 11",
        "password.tries-before-wait, 0",
        "password.waiting, 101",
        "password.at-once, -1",
        "window, 3",
        "window, -1",
        "issuer, a:b",
        "issuer, ' '",
        "reservation, ' '"
    })
    void a_weaker_one_stops_the_start(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of(PREFIX + "." + name, value)))
                .hasStackTraceContaining(PREFIX + "." + name);
    }

    private static TotpSettings bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(new HashMap<>(given)))
                .bindOrCreate(PREFIX, TotpSettings.class);
    }
}
