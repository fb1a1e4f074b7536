package org.hospiconnect.idp.authenticator.totp;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hospiconnect.idp.value.Bytes;

/**
 * A secret in the forms in which apps take it.
 *
 * @param link {@code otpauth://totp/…}
 * @param groups the secret in groups of four letters, to be typed
 * @param squares the link as a QR code: the path of an SVG, a square a module
 * @param size of that picture, in modules, with its margin
 */
public record AppSecret(String link, String groups, String squares, int size) {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** ISO/IEC 18004 §6.3.8: four modules of quiet. */
    private static final int MARGIN = 4;

    static AppSecret of(Bytes secret, String issuer, String account) {
        String text = base32(secret);
        String link = "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + text + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
        ByteMatrix modules = modules(link);
        return new AppSecret(
                link, text.replaceAll("(.{4})(?!$)", "$1 "), path(modules), modules.getWidth() + 2 * MARGIN);
    }

    /** RFC 4648 §6; a secret of 20 bytes needs no padding. */
    static String base32(Bytes secret) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte next : secret.toArray()) {
            held = (held << Byte.SIZE) | (next & 0xff);
            bits += Byte.SIZE;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >> bits) & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((held << (5 - bits)) & 0x1f));
        }
        return text.toString();
    }

    private static ByteMatrix modules(String link) {
        try {
            return Encoder.encode(link, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException impossible) {
            throw new IllegalStateException("a link of " + link.length() + " characters fits", impossible);
        }
    }

    private static String path(ByteMatrix modules) {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    /** A blank as {@code %20}: apps don't read {@code +} as one. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
