package org.hospiconnect.idp.value;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The cookies by which a browser finds its state here: host-only, http-only, {@code SameSite=Lax} because applications send
 * people here, {@code __Host-} and {@code Secure} on https. Ports of one host share cookies, so the names are ours alone.
 */
@Component
public class BrowserCookies {

    private final boolean secure;

    BrowserCookies(AddressSettings address) {
        this.secure = address.isSecure();
    }

    /** For example {@code hc_signin}; two of one name count as none. */
    public Optional<String> read(HttpServletRequest request, String name) {
        var values = Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(fullName(name)))
                .map(Cookie::getValue)
                .toList();
        return Optional.of(values).filter(found -> found.size() == 1).map(found -> found.getFirst());
    }

    /** A negative {@code lifetime} lasts as long as the browser. */
    public void write(HttpServletResponse response, String name, String value, Duration lifetime) {
        var cookie = ResponseCookie.from(fullName(name), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    public void clear(HttpServletResponse response, String name) {
        write(response, name, "", Duration.ZERO);
    }

    private String fullName(String name) {
        return secure ? "__Host-" + name : name;
    }
}
