package org.hospiconnect.dpi.signin;

import java.time.ZoneId;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page knows the hospital's name and who is signed in. */
@ControllerAdvice
class WhoIsHere {

    private final DpiSettings settings;

    WhoIsHere(DpiSettings settings) {
        this.settings = settings;
    }

    @ModelAttribute("hospital")
    String hospital() {
        return settings.hospital();
    }

    /** Clocks on the walls of the hospital. */
    @ModelAttribute("paris")
    ZoneId paris() {
        return ZoneId.of("Europe/Paris");
    }

    @ModelAttribute("me")
    @Nullable
    SignedIn me(@AuthenticationPrincipal @Nullable OidcUser user) {
        return Optional.ofNullable(user)
                .map(OidcUser::getIdToken)
                .map(SignedIn::of)
                .orElse(null);
    }
}
