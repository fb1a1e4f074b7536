package org.hospiconnect.idp.value;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose an address is: an IPv4 address by itself; of an IPv6 address the /64, all of which one customer has (RFC 6177). */
public final class AddressBlock {

    private static final int NETWORK_BYTES = 8;

    private AddressBlock() {}

    /** Throws nothing: what is no literal address stays as it is. */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), NETWORK_BYTES)) + "/64"
                    : literal.getHostAddress(); // one that IPv6 only carries
        } catch (IllegalArgumentException none) {
            return address;
        }
    }
}
