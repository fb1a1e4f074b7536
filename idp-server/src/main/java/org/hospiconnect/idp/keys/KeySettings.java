package org.hospiconnect.idp.keys;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where private keys live.
 *
 * @param keyEncryptionKey 256 bits as base64; empty: the file {@code key-encryption.key} of the data folder, made at first start
 * @param seals by {@code Struct_IdNat}: the ORG SIGN certificate and key of a structure
 */
@ConfigurationProperties(prefix = "hospiconnect.keys", ignoreUnknownFields = false)
record KeySettings(
        Optional<String> keyEncryptionKey, @DefaultValue Map<String, Seal> seals) {

    KeySettings {
        seals = Map.copyOf(seals);
    }

    /**
     * A PKCS#12 file.
     *
     * @param file with one key and its certificate
     * @param password of the file and of the key
     */
    record Seal(Path file, String password) {

        @Override
        public String toString() {
            return "Seal[" + file + "]";
        }
    }

    @Override
    public String toString() {
        return "KeySettings[" + seals + "]";
    }
}
