package org.hospiconnect.idp.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PKCS#12 and PEM files, mode 0600, each written whole or not at all. */
public final class KeyFile {

    private KeyFile() {}

    /** A private key with its certificate, the first of each alias that has both. */
    public record Entry(PrivateKey key, X509Certificate certificate) {

        @Override
        public String toString() {
            return "Entry[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** Empty when the file does not exist; {@link IllegalStateException} when it is unreadable or the password is wrong. */
    public static Optional<Entry> read(Path file, String password) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var content = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(content, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return Optional.of(new Entry(key, certificate));
                }
            }
            throw new IllegalStateException("no private key in " + file);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("cannot read " + file + ": is its password right?", unreadable);
        }
    }

    static void write(Path file, String password, Issued issued, @Nullable Issued authority) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = Stream.of(Optional.of(issued), Optional.ofNullable(authority))
                    .flatMap(Optional::stream)
                    .map(Issued::certificate)
                    .toArray(Certificate[]::new);
            store.setKeyEntry("key", issued.key(), password.toCharArray(), chain);
            var content = new java.io.ByteArrayOutputStream();
            store.store(content, password.toCharArray());
            write(file, content.toByteArray());
        } catch (IOException | GeneralSecurityException unable) {
            throw new IllegalStateException("cannot write " + file, unable);
        }
    }

    static void writePem(Path file, X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            write(file, pem.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate without encoding", impossible);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Path half = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    ".new",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(half, content);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
