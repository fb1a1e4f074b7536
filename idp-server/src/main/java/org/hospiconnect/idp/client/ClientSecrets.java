package org.hospiconnect.idp.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/**
 * Secrets of confidential clients: 256 random bits, shown once, kept as {@code salt.HMAC-SHA-256(salt, secret)}. They are checked at
 * every token request and cannot be guessed, so one fast keyed hash is enough.
 */
@Component
public class ClientSecrets {

    private static final int SALT_BYTES = 16;

    private final Secrets secrets;

    ClientSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new secret and what is kept of it. */
    public Issued issue() {
        String secret = secrets.token();
        return new Issued(secret, hash(secret));
    }

    public String hash(String secret) {
        Bytes salt = secrets.next(SALT_BYTES);
        return salt + "." + mac(salt, secret);
    }

    /** In constant time; an unreadable hash matches nothing. */
    public boolean matches(String presented, String hash) {
        int dot = hash.indexOf('.');
        if (dot < 0) {
            return false;
        }
        Bytes salt = Bytes.ofBase64Url(hash.substring(0, dot));
        return mac(salt, presented).equals(Bytes.ofBase64Url(hash.substring(dot + 1)));
    }

    private static Bytes mac(Bytes salt, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.toArray(), "HmacSHA256"));
            return Bytes.of(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }

    /** {@code secret} is shown once and never kept. */
    public record Issued(String secret, String hash) {

        @Override
        public String toString() {
            return "[hidden]";
        }
    }
}
