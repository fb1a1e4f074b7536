package org.hospiconnect.idp.authenticator.webauthn;

import java.util.Optional;
import org.hospiconnect.idp.authenticator.AuthenticatorEnrolled;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys belong to one RP ID: the first enrolment writes it down, and a start with another one is refused. */
@Component
class FrozenRpId {

    private final WebAuthnRelyingParty ours;
    private final JdbcClient jdbc;

    FrozenRpId(WebAuthnRelyingParty ours, JdbcClient jdbc) {
        this.ours = ours;
        this.jdbc = jdbc;
        Optional<String> frozen = jdbc.sql("select rp_id from webauthn_relying_party")
                .query(String.class)
                .optional();
        if (frozen.filter(kept -> !kept.equals(ours.id())).isPresent()) {
            throw new IllegalStateException("hospiconnect.authenticator.webauthn.rp-id is " + ours.id()
                    + ", but keys were enrolled for " + frozen.get() + " and would all stop working");
        }
    }

    /** Within the transaction of the enrolment. */
    @EventListener
    void on(AuthenticatorEnrolled enrolled) {
        if (enrolled.kind().equals(WebAuthnSignIn.KIND)) {
            jdbc.sql("insert into webauthn_relying_party (rp_id) values (:id) on conflict do nothing")
                    .param("id", ours.id())
                    .update();
        }
    }
}
