package org.hospiconnect.idp.value;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** The one place where random values are drawn. */
@Component
public class Secrets {

    private static final int TOKEN_BYTES = 32;

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
        String letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
        return word(letters, 4) + "-" + word(letters, 4);
    }
}
