package org.hospiconnect.idp.value;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The one place where random values are drawn. */
@Component
public class Secrets {

    private static final int TOKEN_BYTES = 32;
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern REFERENCE = Pattern.compile("[%1$s]{4}-[%1$s]{4}".formatted(LETTERS));

    private final SecureRandom random = new SecureRandom();

    public Secrets() {}

    public Bytes next(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Bytes.of(drawn);
    }

    /** 256 bits as base64url, 43 characters. */
    public String token() {
        return next(TOKEN_BYTES).toBase64Url();
    }

    /** {@code length} characters drawn evenly from {@code alphabet}. */
    public String word(String alphabet, int length) {
        var word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    /** What a person reads on the page and tells the help desk, for example {@code 7F3K-2QXM}; the trail has the same. */
    public String reference() {
        return word(LETTERS, 4) + "-" + word(LETTERS, 4);
    }

    /** Could we have drawn it? Whether we did is not known. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }
}
