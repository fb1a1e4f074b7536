package org.hospiconnect.idp.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where private keys live, and how long they sign.
 *
 * @param keyEncryptionKey 256 bits as base64; empty: what {@code key-encryption-key-file} says
 * @param keyEncryptionKeyFile the same in a file; empty: the file {@code key-encryption.key} of the data folder, made at first start
 * @param rotateEvery how long a key signs; 1 to 730 days
 * @param publishedFor how long applications may keep the published keys ({@code max-age}), 1 min to 24 h; a key signs no earlier
 *     than that after it was published
 * @param pkcs11 a PKCS#11 token, if there is one
 * @param seals by {@code Struct_IdNat}: the ORG SIGN certificate and key of a structure
 */
@ConfigurationProperties(prefix = "hospiconnect.keys", ignoreUnknownFields = false)
record KeySettings(
        Optional<String> keyEncryptionKey,
        @Nullable Path keyEncryptionKeyFile,
        @DefaultValue("90d") Duration rotateEvery,
        @DefaultValue("5m") Duration publishedFor,
        @Nullable Pkcs11 pkcs11,
        @DefaultValue Map<String, Seal> seals) {

    static final Duration ROTATE_EVERY = Duration.ofDays(90);
    static final Duration PUBLISHED_FOR = Duration.ofMinutes(5);

    KeySettings {
        seals = Map.copyOf(seals);
        check("rotate-every", rotateEvery, Duration.ofDays(1), Duration.ofDays(730));
        check("published-for", publishedFor, Duration.ofMinutes(1), Duration.ofDays(1));
        if (keyEncryptionKey.isPresent() && keyEncryptionKeyFile != null) {
            throw new IllegalArgumentException(
                    "hospiconnect.keys: key-encryption-key or key-encryption-key-file, not both");
        }
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("hospiconnect.keys." + name + ": " + least + " to " + most);
        }
    }

    /**
     * What the server uses of a PKCS#11 token.
     *
     * @param library the token's PKCS#11 library
     * @param slot number of the slot, as the token's tools show it; empty: the first slot
     * @param pin of the token's user
     * @param pinFile the same in a file
     * @param keyEncryptionKey label of an AES-256 key in the token that wraps the private keys; the operator makes it
     * @param signingKeys new signing keys are made in the token and never leave it (EdDSA: Java knows none there)
     */
    record Pkcs11(
            Path library,
            Optional<Long> slot,
            Optional<String> pin,
            @Nullable Path pinFile,
            Optional<String> keyEncryptionKey,
            @DefaultValue("false") boolean signingKeys) {

        @Override
        public String toString() {
            return "Pkcs11[" + library + "]";
        }
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
