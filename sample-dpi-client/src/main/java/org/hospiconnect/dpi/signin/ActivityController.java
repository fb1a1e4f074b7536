package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The page saw a key or a finger: somebody is there. */
@Controller
class ActivityController {

    private final ActivityReports reports;

    ActivityController(ActivityReports reports) {
        this.reports = reports;
    }

    @PostMapping("/session/activite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(HttpSession session, @AuthenticationPrincipal OidcUser user) {
        SignedIn.of(user.getIdToken()).sid().ifPresent(sid -> reports.report(session.getId(), sid));
    }
}
