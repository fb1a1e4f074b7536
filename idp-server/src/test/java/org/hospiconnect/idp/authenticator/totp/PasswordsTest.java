package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Hashes as they are kept. */
@Requirement("HC-PASSWORD-HASH")
class PasswordsTest {

    private static final String PASSPHRASE = "tulipe marteau violon";

    private final Passwords passwords = new Passwords(
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("p", PasswordSettings.class),
            new Secrets());

    /** Another's code, other parameters, on memory that other passwords used before. */
    @Test
    void what_others_made_and_what_we_made_are_the_same() {
        var others = new Argon2PasswordEncoder(16, 32, 1, 20 * 1024, 3);
        Optional<String> theirs = Optional.ofNullable(others.encode(PASSPHRASE));
        String ours = passwords.hash(PASSPHRASE);

        assertThat(ours).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash(PASSPHRASE));
        assertThat(others.matches(PASSPHRASE, ours)).isTrue();
        assertThat(passwords.matches(PASSPHRASE, theirs)).isTrue();
        assertThat(passwords.matches(PASSPHRASE + "s", theirs)).isFalse();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                // composed or not, as keyboards differ
                Arguments.of("\u00e9t\u00e9", "e\u0301te\u0301", true),
                Arguments.of("\u00e9t\u00e9", "ete", false),
                Arguments.of("\0a", "\0b", false),
                Arguments.of(" a", "a", false));
    }

    /** Nothing is cut, and nothing ends a password. */
    @ParameterizedTest
    @MethodSource("pairs")
    void passwords_are_the_same_when_all_of_them_is(String one, String other, boolean same) {
        String before = "x".repeat(200);

        assertThat(passwords.matches(before + other, Optional.of(passwords.hash(before + one))))
                .isEqualTo(same);
    }

    @Test
    void where_nobody_has_one_nothing_is_right() {
        assertThat(passwords.matches("", Optional.empty())).isFalse();
    }

    @Test
    void what_is_no_hash_of_ours_is_our_fault() {
        assertThatIllegalStateException().isThrownBy(() -> passwords.matches("a", Optional.of("$2a$10$x")));
    }
}
