package org.hospiconnect.idp.workstation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;

/**
 * What the browser of a post holds, {@code family.value}: the first half stays and shows that the browser was given it once, the second
 * is replaced again and again. 256 bits each.
 */
record PostCookie(String family, String value) {

    static final String NAME = "hc_post";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");

    static PostCookie draw(Secrets secrets) {
        return new PostCookie(secrets.token(), secrets.token());
    }

    static Optional<PostCookie> parse(String text) {
        return Optional.of(text)
                .filter(FORM.asMatchPredicate())
                .map(whole -> whole.split("\\.", 2))
                .map(halves -> new PostCookie(halves[0], halves[1]));
    }

    PostCookie turned(Secrets secrets) {
        return new PostCookie(family, secrets.token());
    }

    String text() {
        return family + "." + value;
    }

    Bytes familyHash() {
        return hash(family);
    }

    Bytes valueHash() {
        return hash(value);
    }

    private static Bytes hash(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
