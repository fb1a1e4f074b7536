package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KeyGenerator;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.KeyRegister.Held;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a token of SoftHSM: keys in it, and a key in it that wraps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Pkcs11Test {

    private static final String LABEL = "hospiconnect-kek";

    private final MovableClock clock = new MovableClock();
    private SoftHsm hsm;

    @BeforeAll
    void makeToken() throws Exception {
        hsm = SoftHsm.made();
    }

    @AfterAll
    void removeToken() throws Exception {
        hsm.remove();
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void signing_keys_are_made_in_the_token_and_never_leave_it() {
        var database = FreshDatabase.made();
        var settings = KeyNode.settings(Optional.empty(), Optional.of(hsm.settings(Optional.empty(), true)));
        var one = KeyNode.on(database, clock, settings);
        var other = KeyNode.on(database, clock, settings);

        for (JWSAlgorithm algorithm : Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            one.ring().prepare(KeyPurpose.TOKENS, algorithm);
            clock.advance(Duration.ofSeconds(6));
            var token = other.sign(algorithm);
            assertThat(one.takes(token)).isTrue();
            assertThat(new CachingApplication(one).verifies(token, clock.instant()))
                    .isTrue();
        }

        assertThat(database.jdbc()
                        .sql("select count(*) from signing_keys where wrapped is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(one.register().all()).allMatch(key -> key.held() == KeyRegister.Held.TOKEN);
        assertThat(one.ring().algorithms())
                .containsExactlyInAnyOrder(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);
        // Java without the token's settings says what is missing
        assertThatThrownBy(() -> KeyNode.on(database, clock))
                .hasNoCause()
                .hasMessageContaining("hospiconnect.keys.pkcs11 must name it");
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void a_ring_that_the_token_cannot_have_goes_on_as_it_was() {
        var database = FreshDatabase.made();
        KeyNode.on(database, clock).ring().prepare(KeyPurpose.TOKENS, JWSAlgorithm.EdDSA);
        var settings = KeyNode.settings(Optional.empty(), Optional.of(hsm.settings(Optional.empty(), true)));
        var moved = KeyNode.on(database, clock, settings);

        moved.rotations().rotate(_ -> true, "os:anne");
        clock.advance(Duration.ofHours(3));
        moved.rotations().rotate(_ -> true, "os:anne");
        clock.advance(Duration.ofHours(3));

        assertThat(moved.takes(moved.sign(JWSAlgorithm.EdDSA))).isTrue();
        assertThat(moved.ring().published().getKeys())
                .filteredOn(key -> JWSAlgorithm.EdDSA.equals(key.getAlgorithm()))
                .isNotEmpty()
                .allMatch(key -> key.getKeyType().equals(KeyType.OKP));
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void a_key_of_the_token_that_is_revoked_is_destroyed_soon_and_the_list_says_so_only_then() {
        var database = FreshDatabase.made();
        var settings = KeyNode.settings(Optional.empty(), Optional.of(hsm.settings(Optional.empty(), true)));
        var node = KeyNode.on(database, clock, settings);
        String kid = node.active();
        var token = new Pkcs11Token(settings).open().orElseThrow();
        assertThat(Pkcs11Keys.signing(token, kid).getEncoded()).isNull();

        node.rotations().revoke(kid, "os:anne");
        node.rotations().keep();
        assertThat(held(node, kid)).isEqualTo(Held.TOKEN);
        assertThat(node.register().removal(kid))
                .hasValueSatisfying(command -> assertThat(command)
                        .startsWith("pkcs11-tool --module " + hsm.library())
                        .contains(" --slot " + hsm.slot())
                        .doesNotContain(SoftHsm.PIN));

        // no server signs by a copy from before any more
        clock.advance(Duration.ofSeconds(61));
        node.rotations().keep();
        assertThat(held(node, kid)).isEqualTo(Held.GONE);
        var later = new Pkcs11Token(settings).open().orElseThrow();
        assertThatThrownBy(() -> Pkcs11Keys.signing(later, kid))
                .hasMessageContaining("does not have the signing key " + kid);
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void a_key_in_a_token_that_the_settings_do_not_name_any_more_is_not_said_to_be_gone() {
        var database = FreshDatabase.made();
        var settings = KeyNode.settings(Optional.empty(), Optional.of(hsm.settings(Optional.empty(), true)));
        var node = KeyNode.on(database, clock, settings);
        String kid = node.active();
        node.rotations().revoke(kid, "os:anne");
        var register = new KeyRegister(
                new SigningKeyRows(
                        database.jdbc(), () -> KeyNode.LIFE, new KeyProofs(database.secrets(), withoutToken()), clock),
                withoutToken(),
                new Pkcs11Token(KeyNode.settings()),
                clock);

        assertThat(register.all())
                .filteredOn(key -> key.kid().equals(kid))
                .singleElement()
                .satisfies(key -> assertThat(key.held()).isEqualTo(Held.ANOTHER_TOKEN));
        assertThat(register.removal(kid)).isEmpty();
        // and its row stays for as long as nobody has destroyed it
        var old = new OldKeys(
                new SigningKeyRows(
                        database.jdbc(), () -> KeyNode.LIFE, new KeyProofs(database.secrets(), withoutToken()), clock),
                withoutToken(),
                () -> KeyNode.LIFE);
        clock.advance(Duration.ofDays(2));
        assertThat(old.removeOverBefore(clock.instant(), 10)).isZero();
        assertThat(node.old().removeOverBefore(clock.instant(), 10)).isOne();
    }

    private static PrivateKeys withoutToken() {
        var settings = KeyNode.settings();
        var token = new Pkcs11Token(settings);
        return new PrivateKeys(
                new KeyEncryptionKey(settings, new DataSettings(KeyNode.folder()), token, new Secrets()),
                token,
                new Signers(new NativeCrypto()));
    }

    private static Held held(KeyNode node, String kid) {
        return node.register().all().stream()
                .filter(key -> key.kid().equals(kid))
                .map(KeyRegister.Entry::held)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void a_key_of_the_token_wraps_the_private_keys_in_the_database() throws Exception {
        var database = FreshDatabase.made();
        var settings = KeyNode.settings(Optional.empty(), Optional.of(hsm.settings(Optional.of(LABEL), false)));
        assertThatThrownBy(() -> KeyNode.on(database, clock, settings))
                .hasNoCause()
                .hasMessageContaining("no AES key labelled " + LABEL);
        hsm.makeAesKey(LABEL);

        var one = KeyNode.on(database, clock, settings);
        var other = KeyNode.on(database, clock, settings);

        assertThat(other.takes(one.sign(JWSAlgorithm.ES256))).isTrue();
        assertThat(one.register().all()).allMatch(key -> key.held() == KeyRegister.Held.WRAPPED);
        assertThat(one.ring().algorithms()).contains(JWSAlgorithm.EdDSA);
        assertThatThrownBy(() -> KeyNode.on(database, clock))
                .hasNoCause()
                .hasMessageContaining("the key-encryption key does not open");
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void what_is_wrong_with_the_token_is_said_in_one_line() {
        var right = hsm.settings(Optional.empty(), true);
        var noLibrary =
                new KeySettings.Pkcs11(Path.of("/none.so"), right.slot(), right.pin(), null, Optional.empty(), true);
        var wrongPin = new KeySettings.Pkcs11(
                right.library(), right.slot(), Optional.of("0000"), null, Optional.empty(), true);
        var wrongSlot =
                new KeySettings.Pkcs11(right.library(), Optional.of(1L), right.pin(), null, Optional.empty(), true);
        var noPin =
                new KeySettings.Pkcs11(right.library(), right.slot(), Optional.empty(), null, Optional.empty(), true);

        assertOneLine(noLibrary, "hospiconnect.keys.pkcs11.library: no file /none.so");
        assertOneLine(wrongPin, "CKR_PIN_INCORRECT");
        assertOneLine(wrongSlot, "the token does not open");
        assertOneLine(noPin, "no PIN: hospiconnect.keys.pkcs11.pin or .pin-file");
    }

    @Test
    @Requirement("HC-KEYS-PKCS11")
    void the_pin_may_be_in_a_file() throws Exception {
        var right = hsm.settings(Optional.empty(), true);
        Path file = Files.writeString(Files.createTempFile("pin", ""), SoftHsm.PIN + "\n");
        var inFile =
                new KeySettings.Pkcs11(right.library(), right.slot(), Optional.empty(), file, Optional.empty(), true);

        assertThat(new Pkcs11Token(KeyNode.settings(Optional.empty(), Optional.of(inFile))).open())
                .isPresent();
        Files.delete(file);
        assertOneLine(inFile, "hospiconnect.keys.pkcs11.pin-file: can't read");
    }

    private static void assertOneLine(KeySettings.Pkcs11 wrong, String said) {
        var settings = KeyNode.settings(Optional.empty(), Optional.of(wrong));

        assertThatThrownBy(() -> new Pkcs11Token(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageContaining(said)
                .hasMessageNotContaining(SoftHsm.PIN);
    }

    /** A token in a folder of its own; Debian's {@code softhsm2}. */
    private record SoftHsm(Path folder, Path library, long slot) {

        static final String PIN = "482915";

        // SoftHSM reads its configuration from the environment, which Java can't change: the build sets it
        static SoftHsm made() throws Exception {
            Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
            Path folder = configuration.resolveSibling("");
            Files.createDirectories(folder.resolve("tokens"));
            Files.writeString(
                    configuration,
                    "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
            return new SoftHsm(folder, installed(), initialised());
        }

        KeySettings.Pkcs11 settings(Optional<String> wrapping, boolean signing) {
            return new KeySettings.Pkcs11(library, Optional.of(slot), Optional.of(PIN), null, wrapping, signing);
        }

        void makeAesKey(String label) throws Exception {
            var open = new Pkcs11Token(
                            KeyNode.settings(Optional.empty(), Optional.of(settings(Optional.empty(), false))))
                    .open()
                    .orElseThrow();
            var generator = KeyGenerator.getInstance("AES", open.provider());
            generator.init(256);
            open.keys().setKeyEntry(label, generator.generateKey(), null, null);
        }

        void remove() throws Exception {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }

        private static Path installed() {
            return java.util.stream.Stream.of("/usr/lib/softhsm", "/usr/lib64/pkcs11", "/usr/local/lib/softhsm")
                    .map(folder -> Path.of(folder, "libsofthsm2.so"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("SoftHSM is missing (apt-get install softhsm2)"));
        }

        private static long initialised() throws Exception {
            Process process = new ProcessBuilder(
                            "softhsm2-util", "--init-token", "--free", "--label", "test", "--pin", PIN, "--so-pin", PIN)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
            var slot = java.util.regex.Pattern.compile("slot (\\d+)").matcher(said);
            if (!slot.find()) {
                throw new AssertionError(said);
            }
            return Long.parseLong(slot.group(1));
        }
    }
}
