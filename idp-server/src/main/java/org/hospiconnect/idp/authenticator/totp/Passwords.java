package org.hospiconnect.idp.authenticator.totp;

import java.text.Normalizer;
import java.util.Optional;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2id (RFC 9106), one lane; what was typed is brought to one form first (RFC 8265 §4.2.2: NFC). */
final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int KIBIBYTES = 1024;

    private final Argon2PasswordEncoder argon2;
    private final String nobodys;

    Passwords(PasswordSettings settings, Secrets secrets) {
        this.argon2 = new Argon2PasswordEncoder(
                SALT_BYTES, HASH_BYTES, 1, settings.memoryMebibytes() * KIBIBYTES, settings.iterations());
        this.nobodys = hash(secrets.token());
    }

    /** With its salt and parameters, {@code $argon2id$…}. */
    String hash(String password) {
        return java.util.Objects.requireNonNull(argon2.encode(form(password)));
    }

    /** Takes as long where there is no hash, and is false. */
    boolean matches(String password, Optional<String> hash) {
        return argon2.matches(form(password), hash.orElse(nobodys)) && hash.isPresent();
    }

    private static String form(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
