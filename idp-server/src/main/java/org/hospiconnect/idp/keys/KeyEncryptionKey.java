package org.hospiconnect.idp.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** Wraps private keys and other secrets that are kept: AES-256-GCM, a fresh 96-bit nonce each time, the key's name as additional data. */
@Component
public class KeyEncryptionKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** 32 bytes as base64. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private final SecretKey key;
    private final Optional<Provider> provider;
    private final Secrets secrets;

    KeyEncryptionKey(KeySettings settings, DataSettings data, Pkcs11Token token, Secrets secrets) {
        this.secrets = secrets;
        Optional<String> label = token.keyEncryptionKey();
        if (label.isPresent()) {
            refuseTwo(settings);
            var open = token.open().orElseThrow();
            this.key = Pkcs11Keys.secret(open, label.get());
            this.provider = Optional.of(open.provider());
        } else {
            this.key = new SecretKeySpec(decode(text(settings, data)), "AES");
            this.provider = Optional.empty();
        }
    }

    private static void refuseTwo(KeySettings settings) {
        if (settings.keyEncryptionKey().isPresent() || settings.keyEncryptionKeyFile() != null) {
            throw new IllegalStateException("two key-encryption keys: hospiconnect.keys.key-encryption-key(-file)"
                    + " and hospiconnect.keys.pkcs11.key-encryption-key");
        }
    }

    private String text(KeySettings settings, DataSettings data) {
        return settings.keyEncryptionKey()
                .or(() -> Optional.ofNullable(settings.keyEncryptionKeyFile()).map(KeyEncryptionKey::read))
                .orElseGet(() -> file(data.folder().resolve("key-encryption.key")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("hospiconnect.keys.key-encryption-key-file: can't read " + file);
        }
    }

    /** Under a name, whose secret it is: under another one it does not open. */
    public Bytes wrap(Bytes secret, String name) {
        byte[] nonce = secrets.next(NONCE_BYTES).toArray();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret.toArray());
            byte[] wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
            return Bytes.of(wrapped);
        } catch (GeneralSecurityException | ProviderException impossible) {
            throw new IllegalStateException("cannot wrap " + name, impossible);
        }
    }

    /** Empty for what was not wrapped by this key under this name. */
    public Optional<Bytes> tryUnwrap(Bytes wrapped, String name) {
        byte[] all = wrapped.toArray();
        if (all.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), name);
            return Optional.of(Bytes.of(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES)));
        } catch (GeneralSecurityException | ProviderException _) {
            return Optional.empty();
        }
    }

    Bytes unwrap(Bytes wrapped, String name) {
        byte[] all = wrapped.toArray();
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), name);
            return Bytes.of(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
        } catch (GeneralSecurityException | ProviderException other) { // no cause: an operator reads this line at start
            throw new IllegalStateException("the key-encryption key does not open the signing key " + name
                    + ": it is not the one of this database (hospiconnect.keys.key-encryption-key)");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = provider.isPresent()
                ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
                : Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private String file(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file);
        } catch (IOException unable) {
            throw new UncheckedIOException("cannot read " + file, unable);
        }
    }

    private void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path half = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                half, Base64.getEncoder().encodeToString(secrets.next(KEY_BYTES).toArray()));
        try {
            linkUnlessThere(half, file);
        } finally {
            Files.delete(half);
        }
    }

    // Two servers that start at once: the first one's key stays, both read it.
    private static void linkUnlessThere(Path half, Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createLink(file, half);
        }
    }

    private static byte[] decode(String text) {
        String stripped = text.strip();
        if (!FORM.matcher(stripped).matches()) {
            throw new IllegalStateException("hospiconnect.keys.key-encryption-key has 256 bits, base64");
        }
        return Base64.getDecoder().decode(stripped);
    }
}
