package org.hospiconnect.idp.value;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of addresses, {@code 10.1.0.0/16} or {@code 2001:db8::/32}; an address alone is a range of one. */
public record AddressRange(Bytes network, int prefix) {

    private static final int BYTE = 8;
    private static final Pattern WHOLE = Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Throws {@link IllegalArgumentException} with a sentence: names of hosts are none. */
    public static AddressRange of(String text) {
        String[] parts = text.split("/", 2);
        try {
            if (!WHOLE.matcher(parts[0]).matches()) { // 10.1 is read as 10.0.0.1
                throw new IllegalArgumentException(text);
            }
            byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
            int prefix = parts.length == 1 ? network.length * BYTE : Integer.parseInt(parts[1]);
            if (prefix >= 0 && prefix <= network.length * BYTE) {
                return new AddressRange(Bytes.of(masked(network, prefix)), prefix);
            }
        } catch (IllegalArgumentException _) {
            // told below, in words of ours
        }
        throw new IllegalArgumentException(text + " is no range of addresses: 10.1.0.0/16, 2001:db8::/32");
    }

    /** What is no literal address is in no range. */
    public boolean contains(String address) {
        try {
            byte[] literal = InetAddress.ofLiteral(address).getAddress();
            return literal.length == network.length()
                    && Bytes.of(masked(literal, prefix)).equals(network);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = Arrays.copyOf(address, address.length);
        for (int bit = prefix; bit < address.length * BYTE; bit++) {
            masked[bit / BYTE] &= (byte) ~(0x80 >> (bit % BYTE));
        }
        return masked;
    }
}
