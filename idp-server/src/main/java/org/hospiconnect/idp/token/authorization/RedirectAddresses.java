package org.hospiconnect.idp.token.authorization;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.hospiconnect.idp.client.RelyingApplication;

/**
 * Is this address one of the client's? Character by character (RFC 9700 §4.1.3); the port of a public client's loopback address
 * is the one it found free (RFC 8252 §7.3). Pure.
 */
final class RedirectAddresses {

    private static final Pattern LOOPBACK =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1\\]))(?::([1-9][0-9]{0,4}))?(/[!-~&&[^#\\\\@]]*)?");

    private RedirectAddresses() {}

    static boolean isRegistered(String address, RelyingApplication client) {
        return client.redirectUris().contains(address)
                || (client.isPublic()
                        && isLoopback(address)
                        && client.redirectUris().stream()
                                .filter(RedirectAddresses::isLoopback)
                                .anyMatch(registered -> withoutPort(registered).equals(withoutPort(address))));
    }

    private static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches() && isAddress(address);
    }

    private static String withoutPort(String address) {
        return LOOPBACK.matcher(address).replaceFirst("$1$3");
    }

    private static boolean isAddress(String address) {
        try {
            int port = new URI(address).getPort();
            return port >= -1 && port <= 65_535;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
