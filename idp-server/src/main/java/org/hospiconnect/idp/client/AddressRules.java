package org.hospiconnect.idp.client;

import static org.hospiconnect.idp.client.RegistrationFault.Reason.ADDRESS_NOT_HTTPS;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_FRAGMENT;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_HTTP_NOT_LOOPBACK;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_NOT_ABSOLUTE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_NOT_EXACT;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_SCHEME;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_USERINFO;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hospiconnect.idp.client.RegistrationFault.Reason;

/** What an address in a registration must be: redirect addresses, addresses we call, origins. */
final class AddressRules {

    /** What {@link URI} gives back without brackets missing. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s]+");

    private AddressRules() {}

    /** Exact, absolute, https or http on loopback (RFC 6749 §3.1.2, RFC 8252 §7.3, RFC 9700 §2.1). */
    static Optional<RegistrationFault> fault(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            return Optional.of(new RegistrationFault(REDIRECT_NOT_EXACT, address));
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        Optional<Reason> reason;
        if (!uri.isAbsolute() || uri.isOpaque() || host.isEmpty()) {
            reason = Optional.of(REDIRECT_NOT_ABSOLUTE);
        } else if (!scheme.equals("https") && !scheme.equals("http")) {
            reason = Optional.of(REDIRECT_SCHEME);
        } else if (scheme.equals("http") && !LOOPBACK.contains(host)) {
            reason = Optional.of(REDIRECT_HTTP_NOT_LOOPBACK);
        } else {
            reason = partFault(uri);
        }
        return reason.map(found -> new RegistrationFault(found, address));
    }

    private static Optional<Reason> partFault(URI uri) {
        if (uri.getRawFragment() != null) {
            return Optional.of(REDIRECT_FRAGMENT);
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of(REDIRECT_USERINFO);
        }
        boolean plain = !uri.getRawPath().matches(".*/\\.{1,2}(/.*)?")
                && !uri.toString().contains("*");
        return plain ? Optional.empty() : Optional.of(REDIRECT_NOT_EXACT);
    }

    /** An address that we call ourselves: the same, and nothing but https outside loopback. */
    static Optional<RegistrationFault> https(String address) {
        return fault(address).map(_ -> new RegistrationFault(ADDRESS_NOT_HTTPS, address));
    }

    /** Scheme, host and port as browsers write them (RFC 6454 §6.2). */
    static boolean isOrigin(String origin) {
        return ORIGIN.matcher(origin).matches() && fault(origin + "/").isEmpty();
    }
}
