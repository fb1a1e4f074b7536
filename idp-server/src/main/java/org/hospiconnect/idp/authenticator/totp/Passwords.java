package org.hospiconnect.idp.authenticator.totp;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;

/**
 * Argon2id (RFC 9106), one lane; what was typed is brought to one form first (RFC 8265 §4.2.2: NFC). Its memory is kept for the next
 * password: as garbage, 19 MiB each, it made the collector stop the whole server.
 */
final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int KIBIBYTES = 1024;

    /** The generator works on a few blocks beside those of its memory. */
    private static final int MORE_BLOCKS = 8;

    private static final Pattern KEPT =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]+),t=([0-9]+),p=1\\$([^$]+)\\$([^$]+)");

    private final int kibibytes;
    private final int iterations;
    private final Secrets secrets;
    private final int most;
    private final String nobodys;

    /** Goes when the heap is needed for something else. */
    private volatile SoftReference<FixedBlockPool> memory;

    Passwords(PasswordSettings settings, Secrets secrets) {
        this.kibibytes = settings.memoryMebibytes() * KIBIBYTES;
        this.iterations = settings.iterations();
        this.secrets = secrets;
        this.most = settings.places() * (Argon2BytesGenerator.getBlockCount(kibibytes, 1) + MORE_BLOCKS);
        this.memory = new SoftReference<>(new FixedBlockPool(most));
        this.nobodys = hash(secrets.token());
    }

    /** With its salt and parameters, {@code $argon2id$v=19$m=…,t=…,p=1$…$…}. */
    String hash(String password) {
        Bytes salt = secrets.next(SALT_BYTES);
        Bytes made = argon2(password, salt, kibibytes, iterations);
        return "$argon2id$v=19$m=" + kibibytes + ",t=" + iterations + ",p=1$" + base64(salt) + "$" + base64(made);
    }

    /** Takes as long where there is no hash, and is false. */
    boolean matches(String password, Optional<String> hash) {
        String kept = hash.orElse(nobodys);
        MatchResult parts = KEPT.matcher(kept)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a password is kept in a form that is not ours"));
        byte[] made = argon2(
                        password,
                        Bytes.of(Base64.getDecoder().decode(parts.group(3))),
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)))
                .toArray();
        return MessageDigest.isEqual(made, Base64.getDecoder().decode(parts.group(4))) && hash.isPresent();
    }

    private Bytes argon2(String password, Bytes salt, int kibibytes, int iterations) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt.toArray())
                .withParallelism(1)
                .withMemoryAsKB(kibibytes)
                .withIterations(iterations)
                .withBlockPool(blocks())
                .build());
        byte[] made = new byte[HASH_BYTES];
        argon2.generateBytes(form(password).getBytes(StandardCharsets.UTF_8), made);
        return Bytes.of(made);
    }

    private FixedBlockPool blocks() {
        FixedBlockPool kept = memory.get();
        if (kept != null) {
            return kept;
        }
        var fresh = new FixedBlockPool(most);
        memory = new SoftReference<>(fresh);
        return fresh;
    }

    private static String form(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.toArray());
    }
}
