package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.value.Bytes;

/**
 * {@code sid} as applications see it. To a pairwise one a session has a name of its own for each sector, or it would tell what
 * {@code sub} hides (OpenID Connect Core §8.1). The name is {@code iv ‖ (sid ⊕ pad)} with {@code iv = HMAC(key, sector and sid)} and
 * {@code pad = HMAC(key, iv)}, base64url: the same each time, and read back without a table.
 */
public class SessionNames {

    private static final int HALF = 16;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Subjects subjects;
    private final Supplier<Bytes> key;

    /** {@code key}: 256 bits that all nodes share. */
    public SessionNames(Subjects subjects, Supplier<Bytes> key) {
        this.subjects = subjects;
        this.key = key;
    }

    public String of(String sid, RelyingApplication application) {
        return subjects.sector(application)
                .filter(_ -> PLAIN.matcher(sid).matches())
                .map(sector -> named(sector, Bytes.ofBase64Url(sid)))
                .orElse(sid);
    }

    /** The session that a token of ours names: the caller has verified its signature. */
    public Optional<String> sid(JWTClaimsSet claims) {
        return OwnJwts.text(claims, "sid").map(this::sid);
    }

    /** The session that an application names, whether it knows it or made the name up: none, then. */
    public String sid(String name) {
        return NAME.matcher(name).matches() ? read(Bytes.ofBase64Url(name)) : name;
    }

    private String named(String sector, Bytes sid) {
        byte[] iv = mac("name|" + sid.toBase64Url() + "|" + sector);
        byte[] name = Arrays.copyOf(iv, 2 * HALF);
        System.arraycopy(padded(sid.toArray(), iv), 0, name, HALF, HALF);
        return Bytes.of(name).toBase64Url();
    }

    private String read(Bytes name) {
        byte[] whole = name.toArray();
        byte[] hidden = Arrays.copyOfRange(whole, HALF, 2 * HALF);
        return Bytes.of(padded(hidden, Arrays.copyOf(whole, HALF))).toBase64Url();
    }

    private byte[] padded(byte[] text, byte[] iv) {
        byte[] pad = mac("pad|" + Bytes.of(iv).toBase64Url());
        byte[] result = new byte[HALF];
        for (int i = 0; i < HALF; i++) {
            result[i] = (byte) (text[i] ^ pad[i]);
        }
        return result;
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.get().toArray(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), HALF);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }
}
