package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** Refresh tokens as they travel: {@code family.secret}, 16 and 32 random bytes; the store keeps a hash of the whole. */
@Component
class RefreshTokens {

    private static final int FAMILY_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.[A-Za-z0-9_-]{43}");

    private final Secrets secrets;

    RefreshTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    String newFamily() {
        return secrets.next(FAMILY_BYTES).toBase64Url();
    }

    String next(String family) {
        return family + "." + secrets.token();
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
