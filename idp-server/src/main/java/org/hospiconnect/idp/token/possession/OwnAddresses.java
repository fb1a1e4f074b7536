package org.hospiconnect.idp.token.possession;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.token.TokenSettings;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.stereotype.Component;

/**
 * Is an address that a client wrote the one that it called (RFC 9449 §4.3, {@code htu})? Compared with the addresses of our
 * settings, never with a header of the request, and normalised (RFC 3986 §6.2.2, §6.2.3).
 */
@Component
class OwnAddresses {

    private final Set<String> origins;

    OwnAddresses(AddressSettings address, TokenSettings settings) {
        this.origins = Stream.concat(Stream.of(address.issuer()), settings.machineAddress().stream())
                .map(own -> normal(own.toString()).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isOf(HttpServletRequest request, String address) {
        Optional<String> asked = normal(address);
        return asked.isPresent()
                && origins.stream().anyMatch(origin -> asked.get().equals(origin + request.getServletPath()));
    }

    /** Scheme and host in lower case, no usual port; without query and fragment. */
    private static Optional<String> normal(String address) {
        try {
            URI uri = new URI(address).normalize();
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            String port = usual ? "" : ":" + uri.getPort();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + uri.getRawPath());
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
