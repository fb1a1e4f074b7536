package org.hospiconnect.idp.workstation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.workstation.WorkstationSettings.ClassSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkstationSettingsTest {

    @ParameterizedTest
    @Requirement("HC-LIMITS-ONLY-STRICTER")
    @CsvSource({"PT30M1S, PT4H", "PT30M, PT4H1S", "PT0S, PT4H", "PT30M, PT0S", "-PT1M, PT4H"})
    void a_class_is_only_stricter(Duration idle, Duration lifetime) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(idle, lifetime));
    }

    @Test
    void up_to_the_limits_a_class_has_its_own() {
        assertThatNoException().isThrownBy(() -> settings(Duration.ofMinutes(30), Duration.ofHours(4)));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-POST-CLASSES")
    void without_settings_synced_and_platform_passkeys_are_for_own_devices(PostClass postClass) {
        PostRules rules = zoned(Map.of()).rules(postClass);

        assertThat(rules.synced()).isEqualTo(postClass == PostClass.OWN_DEVICE);
        assertThat(rules.platform()).isEqualTo(postClass == PostClass.OWN_DEVICE);
        assertThat(rules.allows("webauthn")).isTrue();
    }

    @ParameterizedTest
    @Requirement({"HC-ZONES", "RIE-PS-13-CHANGE"})
    @CsvSource({
        "10.1.7.9,     local",
        "172.31.0.1,   local",
        "172.32.0.1,   ''",
        "192.168.1.2,  local",
        "127.0.0.1,    local",
        "203.0.113.5,  ''",
        "fd00::7,      local",
        "::1,          local",
        "2001:db8::1,  ''",
        "a name,       ''"
    })
    void without_zones_an_address_is_local_or_of_the_internet(String address, String range) {
        assertThat(new Zones(zoned(Map.of())).of(address)).isEqualTo(new Zones.Zone("remote", range));
    }

    @ParameterizedTest
    @Requirement("HC-ZONES")
    @CsvSource({
        "10.1.7.9,     intranet, 10.1.0.0/16",
        "10.9.0.1,     intranet, 10.0.0.0/8",
        "10.1.200.1,   guests,   10.1.200.0/24",
        "203.0.113.5,  vpn,      203.0.113.0/28",
        "203.0.113.99, remote,   ''",
        "2001:db8::1,  remote,   ''"
    })
    void the_narrowest_range_says_the_zone(String address, String zone, String range) {
        var zones = new Zones(zoned(Map.of(
                "intranet", List.of("10.0.0.0/8", "10.1.0.0/16"),
                "guests", List.of("10.1.200.0/24"),
                "vpn", List.of("203.0.113.0/28"))));

        assertThat(zones.of(address)).isEqualTo(new Zones.Zone(zone, range));
    }

    @Test
    @Requirement("HC-ZONES")
    void as_it_comes_everything_is_remote() {
        assertThat(new Zones(zoned(Map.of())).of("127.0.0.1").name()).isEqualTo("remote");
    }

    @Test
    @Requirement("HC-ZONES")
    void a_range_that_cannot_be_read_stops_the_start() {
        assertThatIllegalArgumentException().isThrownBy(() -> zoned(Map.of("intranet", List.of("10.1/x"))));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "240, true", "241, false", "-1, false"})
    @Requirement("HC-TOUCH-WINDOW")
    void a_touch_does_four_hours_at_most(int minutes, boolean may) {
        var touch = Optional.of(Duration.ofMinutes(minutes));
        ThrowingCallable made = () -> new ClassSettings(
                Optional.empty(), Optional.empty(), touch, List.of(), Optional.empty(), Optional.empty());

        if (may) {
            assertThatNoException().isThrownBy(made);
        } else {
            assertThatIllegalArgumentException().isThrownBy(made);
        }
    }

    @Test
    @Requirement("HC-TOUCH-WINDOW")
    void as_it_comes_a_touch_may_do_on_shared_posts_and_never_on_own_devices() {
        assertThat(zoned(Map.of()).rules(PostClass.WARD).touch()).isEqualTo(Duration.ofHours(4));
        assertThat(zoned(Map.of()).rules(PostClass.OWN_DEVICE).touch()).isEqualTo(Duration.ZERO);
    }

    @Test
    @Requirement("HC-ZONES")
    void zones_that_say_two_things_stop_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> zoned(Map.of("a", List.of("10.1.0.0/16"), "b", List.of("10.1.2.3/16"))));
        assertThatIllegalArgumentException().isThrownBy(() -> zoned(Map.of("remote", List.of("10.1.0.0/16"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkstationSettings(
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        Map.of("intranet", PostClass.WARD),
                        Duration.ofHours(1),
                        300,
                        Duration.ofHours(1)));
    }

    @Test
    @Requirement("RIE-22-REMOTE")
    void a_local_zone_that_is_none_stops_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkstationSettings(
                        Map.of(), Map.of(), Set.of("remote"), Map.of(), Duration.ofHours(1), 300, Duration.ofHours(1)))
                .withMessageContaining("local-zones");
    }

    @ParameterizedTest
    @CsvSource({"0, PT1H", "-1, PT1H", "1, PT1M", "1, -PT1H"})
    void limits_that_would_stop_everybody_stop_the_start(int codes, Duration turn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkstationSettings(
                        Map.of(), Map.of(), Set.of(), Map.of(), Duration.ofHours(1), codes, turn));
    }

    private static WorkstationSettings settings(Duration idle, Duration lifetime) {
        var ward = new ClassSettings(
                Optional.of(idle),
                Optional.of(lifetime),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new WorkstationSettings(
                Map.of(PostClass.WARD, ward),
                Map.of(),
                Set.of(),
                Map.of(),
                Duration.ofHours(1),
                300,
                Duration.ofHours(1));
    }

    private static WorkstationSettings zoned(Map<String, List<String>> zones) {
        return new WorkstationSettings(
                Map.of(), zones, Set.of(), Map.of(), Duration.ofHours(1), 300, Duration.ofHours(1));
    }
}
