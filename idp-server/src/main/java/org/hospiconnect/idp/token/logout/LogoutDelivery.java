package org.hospiconnect.idp.token.logout;

import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.session.LogoutNotices;
import org.hospiconnect.idp.token.OutgoingHttp;
import org.hospiconnect.idp.token.logout.LogoutTries.Outcome;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One try to tell one application (OpenID Connect Back-Channel Logout 1.0 §2.5); what came of it is written with its trail. */
@Component
class LogoutDelivery {

    private final Clients clients;
    private final LogoutTokens tokens;
    private final OutgoingHttp http;
    private final LogoutNotices notices;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    LogoutDelivery(
            Clients clients,
            LogoutTokens tokens,
            OutgoingHttp http,
            LogoutNotices notices,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.clients = clients;
        this.tokens = tokens;
        this.http = http;
        this.notices = notices;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** Why an application does not know that a session has ended. */
    enum Failure {
        NO_ADDRESS,
        REFUSED_BY_APPLICATION,
        NOT_ANSWERED
    }

    /** A disabled application is told all the same: its sessions should end. */
    void attempt(LogoutNotice notice) {
        Optional<RelyingApplication> application = clients.find(notice.client());
        Optional<String> address =
                application.flatMap(known -> known.surroundings().backchannelLogoutUri());
        if (address.isEmpty()) {
            settle(notice, State.FAILED, Optional.empty(), Failure.NO_ADDRESS);
            return;
        }
        String form = "logout_token=" + tokens.make(notice, application.orElseThrow());
        Optional<Integer> status = http.post(address.get(), form);
        switch (LogoutTries.after(notice.tries(), status)) {
            case Outcome.Again(Duration pause) -> notices.postpone(notice, status, pause);
            case Outcome.Settled(State state) ->
                settle(
                        notice,
                        state,
                        status,
                        state == State.REFUSED ? Failure.REFUSED_BY_APPLICATION : Failure.NOT_ANSWERED);
        }
    }

    private void settle(LogoutNotice notice, State state, Optional<Integer> status, Failure failure) {
        AuditEntry entry = state == State.DELIVERED
                ? AuditEntry.done(Act.LOGOUT_TOLD)
                : AuditEntry.refused(Act.LOGOUT_NOT_TOLD, failure);
        transaction.executeWithoutResult(_ -> {
            notices.settle(notice, state, status);
            trail.record(entry.actor("server")
                    .person(notice.person())
                    .client(notice.client())
                    .session(notice.sid())
                    .detail("tries", notice.tries()));
        });
    }
}
