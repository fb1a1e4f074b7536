package org.hospiconnect.idp.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hospiconnect.idp.account.AccountVisits.Visit;
import org.hospiconnect.idp.session.OpenSessions;
import org.hospiconnect.idp.session.SessionCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** « Mes sessions ouvertes »: ends them, from anywhere. */
@Controller
class OwnSessionsController {

    private static final String PAGE = "redirect:/account";

    private final AccountVisits visits;
    private final OpenSessions sessions;
    private final SessionCookie cookie;

    OwnSessionsController(AccountVisits visits, OpenSessions sessions, SessionCookie cookie) {
        this.visits = visits;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @PostMapping("/account/sessions/end")
    String end(
            @RequestParam String sid,
            @RequestParam String csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = visits.needAnywhere(request, response, csrf);
        boolean own = sid.equals(visit.session().sid());
        if (visit.byTouch() && !own) {
            return PAGE + Told.CODE_FIRST.query();
        }
        // one that is over meanwhile and one of somebody else read the same
        boolean ended = sessions.endOwn(visit.session(), sid);
        if (ended && own) {
            cookie.clear(response);
            return "redirect:/left";
        }
        return PAGE + (ended ? Told.SESSION_ENDED : Told.SESSION_UNKNOWN).query();
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(@RequestParam String csrf, HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visits.needAnywhere(request, response, csrf);
        if (visit.byTouch()) {
            return PAGE + Told.CODE_FIRST.query();
        }
        sessions.endOthers(visit.session());
        return PAGE + Told.SESSIONS_ENDED.query();
    }
}
