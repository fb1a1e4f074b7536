package org.hospiconnect.idp.client;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
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

    private static final String HMAC = "HmacSHA256";
    private static final int SALT_BYTES = 16;

    /** More than most hospitals have applications. */
    private static final int MOST_SALTS = 500;

    /** Looking for the algorithm and keying it took four times as long as the sum. */
    private final LoadingCache<String, Mac> salted =
            Caffeine.newBuilder().maximumSize(MOST_SALTS).build(ClientSecrets::salted);

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
        return salt + "." + mac(salted(salt.toString()), secret);
    }

    /** In constant time; an unreadable hash matches nothing. */
    public boolean matches(String presented, String hash) {
        int dot = hash.indexOf('.');
        return dot > 0
                && mac(salted.get(hash.substring(0, dot)), presented)
                        .equals(Bytes.ofBase64Url(hash.substring(dot + 1)));
    }

    private static Bytes mac(Mac salted, String secret) {
        try {
            return Bytes.of(((Mac) salted.clone()).doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException unable) {
            throw new IllegalStateException("the HMAC of the JDK can be copied", unable);
        }
    }

    private static Mac salted(String salt) {
        try {
            var mac = Mac.getInstance(HMAC, "SunJCE");
            mac.init(new SecretKeySpec(Bytes.ofBase64Url(salt).toArray(), HMAC));
            return mac;
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
