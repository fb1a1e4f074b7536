package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@StoreTest
class PostgresKeyRingTest {

    private static final DataSettings DATA = new DataSettings(TestStores.FOLDER);
    private static final KeySettings SETTINGS = new KeySettings(Optional.empty(), Map.of());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Autowired
    PostgresKeyRingTest(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    @Requirement("HC-KEYS-FIRST")
    void the_first_key_is_made_once_and_found_again() {
        var first = ring(SETTINGS).active(JWSAlgorithm.ES256);
        var second = ring(SETTINGS).active(JWSAlgorithm.ES256);

        assertThat(second).isEqualTo(first);
        assertThat(first.isPrivate()).isTrue();
    }

    @Test
    @Requirement("RFC7517-4")
    void only_public_halves_are_published() throws Exception {
        var published = ring(SETTINGS).published().getKeys();

        assertThat(published).isNotEmpty().allSatisfy(key -> {
            assertThat(key.toJSONObject().keySet())
                    .containsExactlyInAnyOrder("kty", "crv", "x", "y", "use", "alg", "kid");
            assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
        });
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void the_database_holds_no_private_key_in_clear() {
        var key = ring(SETTINGS).active(JWSAlgorithm.ES256).toECKey();

        String row = jdbc.sql("select k::text || encode(wrapped, 'escape') from signing_keys k where kid = ?")
                .param(key.getKeyID())
                .query(String.class)
                .single();

        assertThat(row).doesNotContain(key.getD().toString()).doesNotContain("\"d\"");
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void another_key_encryption_key_opens_nothing_and_says_so() {
        ring(SETTINGS);
        var other = new KeySettings(Optional.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), Map.of());

        assertThatThrownBy(() -> ring(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hospiconnect.keys.key-encryption-key");
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void a_wrapped_key_cannot_be_moved_to_another_name_nor_changed() {
        var kek = new KeyEncryptionKey(SETTINGS, DATA, new Secrets());
        Bytes wrapped = kek.wrap(Bytes.of(new byte[] {1, 2, 3}), "a");
        byte[] changed = wrapped.toArray();
        changed[changed.length - 1] ^= 1;

        assertThat(kek.unwrap(wrapped, "a")).isEqualTo(Bytes.of(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> kek.unwrap(wrapped, "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kek.unwrap(Bytes.of(changed), "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_key_file_is_its_owners_alone() throws Exception {
        ring(SETTINGS);

        var permissions = Files.getPosixFilePermissions(TestStores.FOLDER.resolve("key-encryption.key"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    private KeyRing ring(KeySettings settings) {
        return new PostgresKeyRing(
                jdbc, transaction, new KeyEncryptionKey(settings, DATA, new Secrets()), new Silent(), clock);
    }

    private static class Silent implements AuditTrail {
        @Override
        public void record(AuditEntry entry) {}

        @Override
        public void count(Act act, Enum<?> reason, String source, @Nullable String reference) {}
    }
}
