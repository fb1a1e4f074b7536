package org.hospiconnect.idp.token.dmp;

import java.util.function.UnaryOperator;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/** Writes DMP exchanges to the trail, refused ones with their reason and the reference that the application is told. */
@Component
class DmpTrail {

    private final AuditTrail trail;
    private final AcrNames acrNames;
    private final Secrets secrets;

    DmpTrail(AuditTrail trail, AcrNames acrNames, Secrets secrets) {
        this.trail = trail;
        this.acrNames = acrNames;
        this.secrets = secrets;
    }

    /**
     * The value that passed; else records the refusal and ends the request.
     *
     * @param known adds what is known so far of client, session and person
     */
    <T> T require(Checked<T> checked, UnaryOperator<AuditEntry> known) {
        return switch (checked) {
            case Checked.Passed<T>(T value) -> value;
            case Checked.Refused<T>(DmpRefusal reason) -> throw refused(reason, known);
        };
    }

    /** Recorded before the token is handed out: an opening that can't be traced does not happen. */
    void issued(UnaryOperator<AuditEntry> known, String tokenId) {
        trail.record(known.apply(AuditEntry.done(Act.VIHF_ISSUED)).detail("token", tokenId));
    }

    private OAuth2AuthenticationException refused(DmpRefusal reason, UnaryOperator<AuditEntry> known) {
        String reference = secrets.reference();
        trail.record(known.apply(AuditEntry.refused(Act.VIHF_REFUSED, reason)).reference(reference));
        return new OAuth2AuthenticationException(new DmpError(reason, reference, acrNames.of(Level.SUBSTANTIAL)));
    }
}
