package org.hospiconnect.idp.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionActivity;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.Standing.Good;
import org.hospiconnect.idp.session.StandingGuard;
import org.hospiconnect.idp.session.Wanted;
import org.springframework.stereotype.Component;

/**
 * What the level of a session rests on now, for applications that are registered to ask, of sessions that they signed in to themselves.
 * A session that is over, another's and none at all read the same.
 */
@Component
public class SessionAssurance {

    public static final String PATH = "/assurance/sessions/";
    public static final String PATTERN = PATH + "{sid}";

    private final NamedSessions known;
    private final SessionActivity activity;
    private final StandingGuard guard;
    private final SignInClaims signIn;
    private final TokenTrail trail;

    SessionAssurance(
            NamedSessions known, SessionActivity activity, StandingGuard guard, SignInClaims signIn, TokenTrail trail) {
        this.known = known;
        this.activity = activity;
        this.guard = guard;
        this.signIn = signIn;
        this.trail = trail;
    }

    /**
     * The members of the answer, or why there is none.
     *
     * @param name sid as the application knows it
     */
    public Map<String, Object> of(ProvedClient caller, String name) {
        String client = caller.application().id();
        if (!caller.application().scopes().contains(RegistrationRules.SESSION_ASSURANCE)) {
            throw trail.refused(TokenRefusal.ASSURANCE_NOT_REGISTERED, client);
        }
        String sid = known.need(caller.application(), name, TokenRefusal.SESSION_NOT_FOUND, activity::mayAsk);
        if (!activity.mayAsk(client, sid)) {
            throw CountedError.of(TokenRefusal.ASSURANCE_TOO_OFTEN);
        }
        return switch (guard.of(sid, new Wanted(client, Set.of(), Set.of()))) {
            case Good good -> members(name, good);
            case Standing.Refused _ -> throw trail.refused(TokenRefusal.SESSION_NOT_FOUND, client, sid);
        };
    }

    private Map<String, Object> members(String name, Good good) {
        Session session = good.session();
        Assessment assessment = good.assessment();
        var members = new LinkedHashMap<String, Object>();
        members.put("sid", name);
        members.put("acr", signIn.own(good.application(), assessment.level()));
        members.put("amr", assessment.amr());
        members.put("auth_time", assessment.authTime().getEpochSecond());
        members.putAll(RieEvidence.verdict(assessment));
        members.put("findings", RieEvidence.findings(assessment.findings()));
        members.put("raises", RieEvidence.findings(assessment.raises()));
        members.put("proofs", proofs(session));
        members.put("idle_expires_at", good.overAt().getEpochSecond());
        members.put("session_expires_at", good.endsAt().getEpochSecond());
        return members;
    }

    private static List<Map<String, Object>> proofs(Session session) {
        return session.proofs().stream()
                .map(proof -> Map.<String, Object>of(
                        "kind", proof.kind(), "at", proof.at().getEpochSecond()))
                .toList();
    }
}
