package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings as an operator writes them reach the record. */
@Requirement("HC-SETTINGS-DOCUMENTED")
class KeySettingsTest {

    @Test
    void what_is_not_set_is_absent() {
        var settings = bound(Map.of());

        assertThat(settings.keyEncryptionKey()).isEmpty();
        assertThat(settings.keyEncryptionKeyFile()).isNull();
        assertThat(settings.pkcs11()).isNull();
    }

    @Test
    void the_key_may_be_in_a_file() {
        var settings = bound(Map.of("key-encryption-key-file", "/run/secrets/key"));

        assertThat(settings.keyEncryptionKeyFile()).isEqualTo(Path.of("/run/secrets/key"));
    }

    @Test
    void a_token_is_read_with_each_of_its_settings() {
        var token = bound(Map.of(
                        "pkcs11.library", "/usr/lib/token.so",
                        "pkcs11.slot", "7",
                        "pkcs11.pin-file", "/run/secrets/pin",
                        "pkcs11.key-encryption-key", "wrapping",
                        "pkcs11.signing-keys", "true"))
                .pkcs11();

        assertThat(token)
                .isEqualTo(new KeySettings.Pkcs11(
                        Path.of("/usr/lib/token.so"),
                        Optional.of(7L),
                        Optional.empty(),
                        Path.of("/run/secrets/pin"),
                        Optional.of("wrapping"),
                        true));
    }

    private static KeySettings bound(Map<String, String> written) {
        var settings = new HashMap<String, String>();
        written.forEach((name, value) -> settings.put("hospiconnect.keys." + name, value));
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hospiconnect.keys", KeySettings.class);
    }
}
