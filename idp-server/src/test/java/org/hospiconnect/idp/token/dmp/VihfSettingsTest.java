package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VihfSettingsTest {

    @Test
    @Requirement("HC-VIHF-LIFE")
    void nothing_set_is_the_rule() {
        VihfSettings settings = bound(Map.of());

        assertThat(settings.lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.version()).isEqualTo("3.0");
        assertThat(settings.means()).containsOnlyKeys("webauthn", "psc");
    }

    @Test
    @Requirement("HC-VIHF-INS")
    void patients_of_the_test_range_are_refused_in_production_unless_said() {
        assertThat(bound(Map.of()).acceptsTestIns(true)).isFalse();
        assertThat(bound(Map.of()).acceptsTestIns(false)).isTrue();
        assertThat(bound(Map.of("hospiconnect.vihf.accept-test-ins", "true")).acceptsTestIns(true))
                .isTrue();
        assertThat(bound(Map.of("hospiconnect.vihf.accept-test-ins", "false")).acceptsTestIns(false))
                .isFalse();
    }

    @Test
    void means_that_are_named_replace_the_usual_ones() {
        VihfSettings settings = bound(Map.of("hospiconnect.vihf.means.webauthn.origin", "local-2fa"));

        assertThat(settings.means()).containsOnlyKeys("webauthn");
        assertThat(settings.means().get("webauthn"))
                .isEqualTo(new VihfSettings.Means(
                        SignInOrigin.LOCAL_2FA, "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified", null));
    }

    @Test
    @Requirement("RIE-27-RPPS")
    void an_rpps_check_older_than_24_months_needs_a_recorded_reservation() {
        String age = "hospiconnect.vihf.rpps-check.age";
        String reservation = "hospiconnect.vihf.rpps-check.reservation";

        assertThat(bound(Map.of()).rppsCheck().age()).isEqualTo(Period.ofMonths(24));
        assertThatThrownBy(() -> bound(Map.of(age, "25m"))).rootCause().hasMessageContaining(reservation);
        assertThatThrownBy(() -> bound(Map.of(age, "25m", reservation, " ")))
                .rootCause()
                .hasMessageContaining(reservation);
        assertThatThrownBy(() -> bound(Map.of(age, "0d"))).rootCause().hasMessageContaining("longer than zero");
        assertThat(bound(Map.of(age, "25m", reservation, "R-12")).rppsCheck().isLoosened())
                .isTrue();
        assertThat(bound(Map.of(age, "12m")).rppsCheck().isLoosened()).isFalse();
    }

    private static VihfSettings bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("hospiconnect.vihf", VihfSettings.class);
    }
}
