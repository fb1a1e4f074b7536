package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.keys.DeploymentSecrets;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens as they travel: {@code family.secret}, 16 and 32 bytes; the store keeps a hash of the whole. The first secret
 * is random. Each next one is an HMAC over family, counter and predecessor, so that every node makes the same successor and
 * only for who shows the predecessor: neither the database nor the HMAC key alone yields a token.
 */
@Component
class RefreshTokens {

    private static final String SECRET = "refresh-successor";
    private static final String MAC = "HmacSHA256";
    private static final int FAMILY_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.[A-Za-z0-9_-]{43}");

    private final Secrets secrets;
    private final DeploymentSecrets shared;

    RefreshTokens(Secrets secrets, DeploymentSecrets shared) {
        this.secrets = secrets;
        this.shared = shared;
    }

    String newFamily() {
        return secrets.next(FAMILY_BYTES).toBase64Url();
    }

    String first(String family) {
        return family + "." + secrets.token();
    }

    /** What follows {@code predecessor}, when the family will have been rotated {@code counter} times. */
    String successor(String family, long counter, String predecessor) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(shared.of(SECRET).toArray(), MAC));
            byte[] secret = mac.doFinal((family + "|" + counter + "|" + predecessor).getBytes(UTF_8));
            return family + "." + Bytes.of(secret).toBase64Url();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }

    /** Empty for what can't be a refresh token. */
    static Optional<String> familyOf(String token) {
        Matcher form = FORM.matcher(token);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    static Bytes hash(String token) {
        return Bytes.of(token.getBytes(UTF_8)).sha256();
    }
}
