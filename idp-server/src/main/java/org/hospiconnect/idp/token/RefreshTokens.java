package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
 * Refresh tokens as they travel: {@code family.secret.seal}, 16, 32 and 32 bytes; the store keeps a hash of the whole. The first
 * secret is random. Each next one is an HMAC over family, counter and predecessor, so that every node makes the same successor
 * and only for who shows the predecessor: neither the database nor the HMAC key alone yields a token. The seal is an HMAC over
 * family and secret: the family's name stands in every access token, and a secret that somebody made up must not end it.
 */
@Component
class RefreshTokens {

    private static final String SUCCESSOR = "refresh-successor";
    private static final String SEAL = "refresh-seal";
    private static final String MAC = "HmacSHA256";
    private static final int FAMILY_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

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
        return sealed(family, secrets.token());
    }

    /** What follows {@code predecessor}, when the family will have been rotated {@code counter} times. */
    String successor(String family, long counter, String predecessor) {
        return sealed(family, mac(SUCCESSOR, family + "|" + counter + "|" + predecessor));
    }

    /** Empty for what we did not make, whatever family it names; nothing is looked up for it. */
    Optional<String> familyOf(String token) {
        Matcher form = FORM.matcher(token);
        return form.matches() && isSealed(form.group(1), form.group(2), form.group(3))
                ? Optional.of(form.group(1))
                : Optional.empty();
    }

    static Bytes hash(String token) {
        return Bytes.of(token.getBytes(UTF_8)).sha256();
    }

    private String sealed(String family, String secret) {
        return family + "." + secret + "." + mac(SEAL, family + "." + secret);
    }

    // as text, in constant time: base64url has several spellings of one seal
    private boolean isSealed(String family, String secret, String seal) {
        return MessageDigest.isEqual(mac(SEAL, family + "." + secret).getBytes(US_ASCII), seal.getBytes(US_ASCII));
    }

    private String mac(String use, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(shared.of(use).toArray(), MAC));
            return Bytes.of(mac.doFinal(text.getBytes(UTF_8))).toBase64Url();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }
}
