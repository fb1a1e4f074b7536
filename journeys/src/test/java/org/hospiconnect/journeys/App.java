package org.hospiconnect.journeys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An app on a phone that was given a key by hand, and the codes that it shows (RFC 6238). */
record App(String key) {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Now, or so many codes from now. */
    String code(int from) {
        long step = Instant.now().getEpochSecond() / 30 + from;
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret(), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int shown = ByteBuffer.wrap(hash).getInt(hash[19] & 0xf) & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", shown % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] secret() {
        var bits = new StringBuilder();
        key.replace(" ", "").chars().forEach(letter -> {
            String five = "0000" + Integer.toBinaryString(BASE32.indexOf(letter));
            bits.append(five, five.length() - 5, five.length());
        });
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
