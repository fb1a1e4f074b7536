package org.hospiconnect.idp.signin;

import java.util.Optional;
import java.util.regex.Pattern;
import org.hospiconnect.idp.value.Secrets;

/** Name of a sign-in in page addresses: 128 bits as base64url, and nothing that an address or a header could trip over. */
record SignInId(String text) {

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    static SignInId draw(Secrets secrets) {
        return new SignInId(secrets.next(BYTES).toBase64Url());
    }

    static Optional<SignInId> parse(String text) {
        return Optional.of(text).filter(FORM.asMatchPredicate()).map(SignInId::new);
    }
}
