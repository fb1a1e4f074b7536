package org.hospiconnect.idp.authenticator.totp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.value.Bytes;

/** Codes of six digits that live 30 s, HMAC-SHA-1: the only ones that every app on a phone can do (RFC 6238, RFC 4226). */
final class Totp {

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    /** RFC 4226 §4 R6. */
    static final int SECRET_BYTES = 20;

    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** RFC 6238 §4.2: whole steps since 1970. */
    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) STEP_SECONDS);
    }

    /** RFC 4226 §5.3. */
    static String code(Bytes secret, long step) {
        byte[] mac = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(mac).getInt(offset) & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", truncated % MODULUS);
    }

    /**
     * The latest step around {@code now} of which this is the code; each is compared, whatever came of the one before.
     *
     * @param window steps before and after, for clocks that differ and people who type slowly (RFC 6238 §5.2)
     */
    static OptionalLong step(Bytes secret, String code, Instant now, int window) {
        byte[] given = code.getBytes(StandardCharsets.US_ASCII);
        long here = step(now);
        return LongStream.rangeClosed(here - window, here + window)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.US_ASCII), given))
                .max();
    }

    private static byte[] hmac(Bytes secret, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA1", impossible);
        }
    }
}
