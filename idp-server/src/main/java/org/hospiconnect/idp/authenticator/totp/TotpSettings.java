package org.hospiconnect.idp.authenticator.totp;

import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * App with password: codes of six digits of an app on the person's phone, beside a password that they chose.
 *
 * @param populations whose people may enrol it and sign in with it; none: nobody, and it is on no page
 * @param issuer of the code, as the app shows it
 * @param window codes before and after the one of this moment that count too, 0 to 2: for phones whose clock is off
 * @param reservation text of the recorded reservation under which an app that nobody attests is taken for one that its holder alone has;
 *     without it the level is low
 * @param password how passwords are judged and kept
 */
@ConfigurationProperties(prefix = "hospiconnect.authenticator.totp", ignoreUnknownFields = false)
record TotpSettings(
        @DefaultValue Set<String> populations,
        @DefaultValue("Connexion") String issuer,
        @DefaultValue("1") int window,
        Optional<String> reservation,
        @DefaultValue PasswordSettings password) {

    private static final String PREFIX = "hospiconnect.authenticator.totp.";
    private static final int WIDEST = 2;

    TotpSettings {
        populations = Set.copyOf(populations);
        if (window < 0 || window > WIDEST) {
            throw new IllegalArgumentException(PREFIX + "window is 0, 1 or 2");
        }
        if (issuer.isBlank() || issuer.contains(":")) {
            throw new IllegalArgumentException(PREFIX + "issuer is a name without a colon");
        }
        if (reservation.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(PREFIX + "reservation has a text");
        }
    }
}
