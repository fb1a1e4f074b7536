package org.hospiconnect.idp.token;

import java.time.Clock;
import java.util.Set;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.audit.TrailRows;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the trail says of tokens: issued, refused, ended. */
@Component
class TokenTrail {

    private final AuditTrail trail;
    private final TrailRows rows;
    private final Revocations revocations;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Clock clock;

    TokenTrail(
            AuditTrail trail,
            TrailRows rows,
            Revocations revocations,
            TransactionTemplate transaction,
            Secrets secrets,
            Clock clock) {
        this.trail = trail;
        this.rows = rows;
        this.revocations = revocations;
        this.transaction = transaction;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** For the statement that writes the fact: tokens that can't be traced are not handed out. */
    String issued(Grant grant, String grantType, String jti) {
        return rows.of(issue(grant, grantType, jti));
    }

    /** The same where no fact is written. */
    void record(Grant grant, String grantType, String jti) {
        trail.record(issue(grant, grantType, jti));
    }

    private static AuditEntry issue(Grant grant, String grantType, String jti) {
        return about(grant, AuditEntry.done(Act.TOKEN_ISSUED))
                .detail("grant", grantType)
                .detail("family", grant.family())
                .detail("token", jti)
                .detail(
                        "scope",
                        String.join(" ", grant.scopes().stream().sorted().toList()));
    }

    /** No fact is changed: the row shares its commit with others. */
    void issuedToMachine(String client, Set<String> scopes, String jti) {
        trail.record(AuditEntry.done(Act.TOKEN_ISSUED)
                .actor(client)
                .client(client)
                .detail("grant", AuthorizationGrantType.CLIENT_CREDENTIALS.getValue())
                .detail("token", jti)
                .detail("scope", String.join(" ", scopes.stream().sorted().toList())));
    }

    /**
     * Where nothing but the client itself stands behind the request: the name of a public one proves nothing, so that a stranger
     * who says it is counted like any other.
     */
    OAuth2AuthenticationException refused(TokenRefusal refusal, ProvedClient caller) {
        return caller.application().isPublic()
                ? CountedError.of(refusal)
                : refused(refusal, caller.application().id());
    }

    /** Records the refusal; the exception carries error, sentence and reference to the application. */
    OAuth2AuthenticationException refused(TokenRefusal refusal, String client) {
        return refused(refusal, AuditEntry.refused(Act.TOKEN_REFUSED, refusal).client(client));
    }

    OAuth2AuthenticationException refused(TokenRefusal refusal, String client, String sid) {
        return refused(
                refusal,
                AuditEntry.refused(Act.TOKEN_REFUSED, refusal).client(client).session(sid));
    }

    private OAuth2AuthenticationException refused(TokenRefusal refusal, AuditEntry entry) {
        String reference = secrets.reference();
        trail.record(entry.reference(reference));
        return new OAuth2AuthenticationException(new TokenError(refusal, reference));
    }

    /** Ends all that one code gave, once; the mark and its row in one transaction. */
    void endFamily(String family, TokenRefusal why, String client) {
        transaction.executeWithoutResult(_ -> {
            if (revocations.endFamily(family, clock.instant())) {
                trail.record(AuditEntry.done(Act.FAMILY_ENDED)
                        .client(client)
                        .detail("family", family)
                        .detail("why", why.name()));
            }
        });
    }

    private static AuditEntry about(Grant grant, AuditEntry entry) {
        return entry.actor(grant.person().id())
                .person(grant.person().id())
                .client(grant.application().id())
                .session(grant.session().sid());
    }
}
