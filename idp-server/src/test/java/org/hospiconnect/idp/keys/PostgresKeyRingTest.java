package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresKeyRingTest {

    private static final DataSettings DATA = new DataSettings(TestStores.FOLDER);
    private static final String OTHER = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final MovableClock clock = new MovableClock();
    private final FreshDatabase database = FreshDatabase.made();
    private final KeyNode node = KeyNode.on(database, clock);

    @ParameterizedTest
    @CsvSource({"ES256, kty crv x y", "RS256, kty n e", "PS256, kty n e", "EdDSA, kty crv x"})
    @Requirement({"RFC7517-4", "RFC7518-6", "RFC8037-2"})
    void only_public_halves_are_published(String algorithm, String members) {
        node.ring().prepare(KeyPurpose.TOKENS, JWSAlgorithm.parse(algorithm));
        var published = node.ring().published().getKeys().stream()
                .filter(key -> key.getAlgorithm().getName().equals(algorithm))
                .toList();

        assertThat(published).hasSizeGreaterThanOrEqualTo(2).allSatisfy(key -> {
            assertThat(key.toJSONObject().keySet()).containsExactlyInAnyOrder((members + " use alg kid").split(" "));
            assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
            assertThat(key.toJSONObject()).containsEntry("use", "sig");
        });
    }

    @Test
    @Requirement("HC-KEYS-PURPOSES")
    void a_key_of_one_purpose_verifies_nothing_of_another() {
        String tokens =
                node.ring().active(KeyPurpose.TOKENS, JWSAlgorithm.ES256).kid();
        String contexts =
                node.ring().active(KeyPurpose.VIHF_CONTEXT, JWSAlgorithm.ES256).kid();

        assertThat(node.ring().find(KeyPurpose.TOKENS, tokens)).isPresent();
        assertThat(node.ring().find(KeyPurpose.TOKENS, contexts)).isEmpty();
        assertThat(node.ring().find(KeyPurpose.VIHF_CONTEXT, tokens)).isEmpty();
        assertThat(node.published()).startsWith(tokens).contains(contexts);
    }

    @ParameterizedTest
    @CsvSource({"signing_keys, TOKENS", "trail_keys, TRAIL"})
    @Requirement("HC-KEYS-OURS")
    void a_key_that_only_the_owner_of_the_database_added_is_not_read(String table, String purpose) {
        var stranger = KeyNode.on(FreshDatabase.made(), clock);
        String kid = stranger.active();
        String key = stranger.ring().published().getKeyByKeyId(kid).toJSONString();
        String kept = database.jdbc()
                .sql("select kid from " + table + " where purpose = ? limit 1")
                .param(purpose)
                .query(String.class)
                .single();
        database.jdbc()
                .sql("insert into " + table
                        + " (kid, purpose, algorithm, state, public_jwk, wrapped, made_at, active_at, proof,"
                        + " in_token) select ?, purpose, algorithm, state, ?::jsonb, wrapped, made_at, active_at, proof, true"
                        + " from " + table + " where kid = ?")
                .params(kid, key, kept)
                .update();
        var restarted = KeyNode.on(database, clock);

        assertThat(restarted.published()).doesNotContain(kid);
        assertThat(restarted.ring().find(KeyPurpose.valueOf(purpose), kid)).isEmpty();
        assertThat(restarted.ring().find(KeyPurpose.valueOf(purpose), kept)).isPresent();
        assertThat(restarted.register().all()).noneMatch(one -> one.kid().equals(kid));
    }

    @Test
    @Requirement("HC-KEYS-OURS")
    void a_key_of_a_server_before_proves_itself_by_its_private_half() {
        String kid = node.active();
        database.jdbc().sql("update signing_keys set proof = ''").update();

        assertThat(KeyNode.on(database, clock).active()).isEqualTo(kid);
    }

    @Test
    @Requirement("HC-KEYS-CACHED")
    void signers_and_verifiers_are_made_once_for_a_key() {
        var signer = node.ring().active(KeyPurpose.TOKENS, JWSAlgorithm.ES256);
        var verifier = node.ring().find(KeyPurpose.TOKENS, signer.kid()).orElseThrow();

        assertThat(node.ring().active(KeyPurpose.TOKENS, JWSAlgorithm.ES256)).isSameAs(signer);
        assertThat(node.ring().find(KeyPurpose.TOKENS, signer.kid()).orElseThrow())
                .isSameAs(verifier);
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void the_database_holds_no_private_key_in_clear() throws Exception {
        String active = node.active();
        String text = database.jdbc()
                .sql("select k::text || encode(wrapped, 'escape') from signing_keys k where kid = ?")
                .param(active)
                .query(String.class)
                .single();
        Bytes wrapped = database.jdbc()
                .sql("select wrapped from signing_keys where kid = ?")
                .param(active)
                .query((row, _) -> Bytes.of(row.getBytes("wrapped")))
                .single();
        var kek = new KeyEncryptionKey(KeyNode.settings(), DATA, new Pkcs11Token(KeyNode.settings()), new Secrets());
        byte[] clear = kek.unwrap(wrapped, active).toArray();
        var secret = JWK.parse(new String(clear, StandardCharsets.UTF_8)).toECKey();

        assertThat(text).doesNotContain(secret.getD().toString()).doesNotContain("\"d\"");
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void another_key_encryption_key_opens_nothing_and_says_so() {
        var other = KeyNode.settings(Optional.of(OTHER), Optional.empty());

        assertThatThrownBy(() -> KeyNode.on(database, clock, other))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageContaining("hospiconnect.keys.key-encryption-key");
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void a_wrapped_key_cannot_be_moved_to_another_name_nor_changed() {
        var kek = new KeyEncryptionKey(KeyNode.settings(), DATA, new Pkcs11Token(KeyNode.settings()), new Secrets());
        Bytes wrapped = kek.wrap(Bytes.of(new byte[] {1, 2, 3}), "a");
        byte[] changed = wrapped.toArray();
        changed[changed.length - 1] ^= 1;

        assertThat(kek.unwrap(wrapped, "a")).isEqualTo(Bytes.of(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> kek.unwrap(wrapped, "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kek.unwrap(Bytes.of(changed), "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Requirement("HC-KEYS-WRAPPED")
    void the_key_encryption_key_comes_from_the_file_of_the_settings(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("kek"), OTHER + "\n");
        var token = new Pkcs11Token(KeyNode.settings());
        var fromFile = new KeyEncryptionKey(file(file), DATA, token, new Secrets());
        var fromText = new KeyEncryptionKey(
                KeyNode.settings(Optional.of(OTHER), Optional.empty()), DATA, token, new Secrets());

        assertThat(fromFile.unwrap(fromText.wrap(Bytes.of(new byte[] {7}), "a"), "a"))
                .isEqualTo(Bytes.of(new byte[] {7}));
        assertThatThrownBy(() -> new KeyEncryptionKey(file(folder.resolve("none")), DATA, token, new Secrets()))
                .hasNoCause()
                .hasMessageContaining("hospiconnect.keys.key-encryption-key-file: can't read");
        Files.writeString(file, "c2hvcnQ=");
        assertThatThrownBy(() -> new KeyEncryptionKey(file(file), DATA, token, new Secrets()))
                .hasNoCause()
                .hasMessageContaining("256 bits");
    }

    @Test
    void the_key_file_is_its_owners_alone() throws Exception {
        var permissions = Files.getPosixFilePermissions(TestStores.FOLDER.resolve("key-encryption.key"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void every_algorithm_of_registrations_can_be_had() {
        assertThat(node.ring().algorithms()).isEqualTo(Signers.ALGORITHMS);
        assertThat(Signers.ALGORITHMS.stream().map(JWSAlgorithm::getName))
                .containsExactlyInAnyOrderElementsOf(Set.of("ES256", "RS256", "PS256", "EdDSA"));
    }

    private static KeySettings file(Path file) {
        return new KeySettings(
                Optional.empty(), file, KeySettings.ROTATE_EVERY, KeySettings.PUBLISHED_FOR, null, Map.of());
    }
}
