package org.hospiconnect.idp.token;

import java.util.Optional;
import java.util.function.BiPredicate;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/** Sessions by the names that applications know them by: each asks of those only that it signed in to itself. */
@Component
class NamedSessions {

    private final UsedCodes used;
    private final SessionNames names;
    private final TokenTrail trail;

    NamedSessions(UsedCodes used, SessionNames names, TokenTrail trail) {
        this.used = used;
        this.names = names;
        this.trail = trail;
    }

    /**
     * Its sid; another's and none at all are refused alike.
     *
     * @param mayAsk by client and session: beyond it no row of the trail, so that names that are tried out don't fill it; the answer is the same
     */
    String need(RelyingApplication application, String name, TokenRefusal refusal, BiPredicate<String, String> mayAsk) {
        String sid = Optional.of(name).filter(PlainText::is).map(names::sid).orElse("");
        if (names.of(sid, application).equals(name) && used.wasRedeemed(sid, application.id())) {
            return sid;
        }
        throw mayAsk.test(application.id(), "") ? trail.refused(refusal, application.id()) : CountedError.of(refusal);
    }
}
