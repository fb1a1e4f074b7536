package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionRefusalsTest {

    private static final Map<String, String> RIGHT = Map.of(
            "hospiconnect.address.issuer", "https://connexion.ch.example",
            "hospiconnect.authenticator.webauthn.rp-id", "ch.example",
            "hospiconnect.authenticator.webauthn.trust-anchors[0]", "/etc/hospiconnect/fido.pem",
            "hospiconnect.token.machine-address", "https://machines.ch.example",
            "hospiconnect.token.client-authorities[0]", "/etc/hospiconnect/clients.pem",
            "hospiconnect.token.outgoing-trust[0]", "/etc/hospiconnect/editors.pem",
            "spring.datasource.url", "jdbc:postgresql://db.example/idp",
            "spring.data.redis.host", "redis.example");

    private static boolean isDevelopment(String file) {
        return file.endsWith("fido-root.pem");
    }

    @Test
    void right_settings_start() {
        assertThat(ProductionRefusals.refusals(RIGHT::get, false, ProductionRefusalsTest::isDevelopment))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @Requirement("HC-PRODUCTION-REFUSALS")
    @CsvSource({
        "hospiconnect.address.issuer, http://connexion.ch.example",
        "hospiconnect.address.issuer, ''",
        "hospiconnect.authenticator.webauthn.rp-id, ''",
        "hospiconnect.enrolment.print-activation-codes-for, V00101",
        "hospiconnect.enrolment.print-activation-codes-for[0], V00101",
        "hospiconnect.authenticator.webauthn.trust-anchors[1], /srv/.hospiconnect/development/fido-root.pem",
        "hospiconnect.authenticator.webauthn.trust-anchors, '/etc/a.pem, /srv/fido-root.pem'",
        "hospiconnect.token.machine-address, http://machines.ch.example",
        "hospiconnect.token.client-authorities, /srv/fido-root.pem",
        "hospiconnect.token.client-authorities[120], /srv/fido-root.pem",
        "hospiconnect.token.outgoing-trust[0], /srv/fido-root.pem",
        "spring.datasource.url, ''",
        "spring.data.redis.host, ''"
    })
    void each_of_these_is_refused_with_its_setting(String name, String value) {
        var settings = new HashMap<>(RIGHT);
        settings.put(name, value);

        assertThat(ProductionRefusals.refusals(settings::get, false, ProductionRefusalsTest::isDevelopment))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).contains(name.replaceAll("\\[.*", "")));
    }

    @Test
    @Requirement("HC-PRODUCTION-REFUSALS")
    void demo_people_are_refused_and_every_refusal_is_said_at_once() {
        assertThat(ProductionRefusals.refusals(
                        Map.<String, String>of()::get, true, ProductionRefusalsTest::isDevelopment))
                .hasSize(5);
    }

    @Test
    @Requirement("HC-PRODUCTION-REFUSALS")
    void a_development_root_is_known_wherever_it_lies(@TempDir Path elsewhere) throws IOException {
        var data = new DataSettings(elsewhere.resolve("data"));
        new DevelopmentAuthority(data, Clock.systemUTC()).makeFor(List.of());
        Path copy = Files.copy(data.development().resolve("fido-root.pem"), elsewhere.resolve("root.pem"));
        Path other = Files.writeString(elsewhere.resolve("other.pem"), "no certificate");

        assertThat(ProductionRefusals.isOfDevelopment(copy.toString())).isTrue();
        assertThat(ProductionRefusals.isOfDevelopment(other.toString())).isFalse();
    }

    @Test
    @Requirement("HC-PRODUCTION-REFUSALS")
    void embedded_stores_start_only_with_the_whole_sentence() {
        var settings = new HashMap<>(RIGHT);
        List.of("spring.datasource.url", "spring.data.redis.host").forEach(settings::remove);

        settings.put(ProductionRefusals.EMBEDDED, "yes");
        assertThat(ProductionRefusals.refusals(settings::get, false, ProductionRefusalsTest::isDevelopment))
                .hasSize(2);
        settings.put(ProductionRefusals.EMBEDDED, "I accept that everything is on one disk");
        assertThat(ProductionRefusals.refusals(settings::get, false, ProductionRefusalsTest::isDevelopment))
                .isEmpty();
    }
}
