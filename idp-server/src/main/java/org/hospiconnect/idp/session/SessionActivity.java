package org.hospiconnect.idp.session;

import java.time.Duration;
import org.hospiconnect.idp.value.Throttle;
import org.hospiconnect.idp.value.Throttle.Limit;
import org.springframework.stereotype.Component;

/** How often one application may say that the person of one session is there, and ask about the session. */
@Component
public class SessionActivity {

    public static final Duration WINDOW = Duration.ofMinutes(1);

    private final Throttle throttle;
    private final SessionSettings settings;

    SessionActivity(Throttle throttle, SessionSettings settings) {
        this.throttle = throttle;
        this.settings = settings;
    }

    public boolean mayAsk(String client, String sid) {
        return throttle.allows(Limit.ASSURANCE, client + " " + sid, settings.assurancePerMinute(), WINDOW);
    }

    public boolean mayReport(String client, String sid) {
        return throttle.allows(Limit.ACTIVITY, client + " " + sid, settings.activityPerMinute(), WINDOW);
    }
}
