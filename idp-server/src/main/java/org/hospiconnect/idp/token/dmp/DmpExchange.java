package org.hospiconnect.idp.token.dmp;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.StandingGuard;
import org.hospiconnect.idp.session.Wanted;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.ProvedClient;
import org.hospiconnect.idp.token.TokenRefusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Opening the DMP: an application exchanges the professional's access token for the VIHF or its context (RFC 8693). Reads the
 * request, then the subject token, then the standing behind it, then asks {@link DmpRules}; each refusal is recorded with its
 * reason, each token before it is handed out.
 */
@Component
public final class DmpExchange implements AuthenticationProvider {

    /** RFC 8693 §2.2.1: what is issued is not an access token. */
    private static final OAuth2AccessToken.TokenType NOT_APPLICABLE = new OAuth2AccessToken.TokenType("N_A");

    private final DmpExchangeParameters parameters;
    private final SubjectTokens subjects;
    private final BiFunction<String, Wanted, Standing> guard;
    private final DmpRules rules;
    private final DmpTokens tokens;
    private final DmpTrail trail;
    private final VihfSettings settings;
    private final Clock clock;

    @Autowired
    DmpExchange(
            DmpExchangeParameters parameters,
            SubjectTokens subjects,
            StandingGuard guard,
            DmpRules rules,
            DmpTokens tokens,
            DmpTrail trail,
            VihfSettings settings,
            Clock clock) {
        this(parameters, subjects, guard::of, rules, tokens, trail, settings, clock);
    }

    /** @param guard session and what is wanted by it, to their standing */
    DmpExchange(
            DmpExchangeParameters parameters,
            SubjectTokens subjects,
            BiFunction<String, Wanted, Standing> guard,
            DmpRules rules,
            DmpTokens tokens,
            DmpTrail trail,
            VihfSettings settings,
            Clock clock) {
        this.parameters = parameters;
        this.subjects = subjects;
        this.guard = guard;
        this.rules = rules;
        this.tokens = tokens;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(TokenExchangeAuthentication.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (TokenExchangeAuthentication) authentication;
        RegisteredClient client = client(asked);
        if (isPublic(asked)) {
            // never registered for this grant; its name proves nothing, so it fills no trail
            throw CountedError.of(TokenRefusal.GRANT_NOT_ALLOWED);
        }
        UnaryOperator<AuditEntry> who = entry -> entry.client(client.getClientId());
        trail.require(mayExchange(client), who);
        DmpExchangeRequest request = trail.require(parameters.read(asked), who);
        SubjectTokens.Subject subject =
                trail.require(subjects.read(request.subjectToken(), client.getClientId(), possession(asked)), who);
        UnaryOperator<AuditEntry> where = entry -> who.apply(entry).session(subject.sid());
        Standing.Good standing = trail.require(standing(guard.apply(subject.sid(), subject.wanted())), where);
        Instant now = clock.instant();
        UnaryOperator<AuditEntry> what = entry -> about(where.apply(entry), standing, request);
        DmpOpening opening = trail.require(rules.decide(facts(standing, request, now)), what);
        DmpTokens.Made made = tokens.make(request.wanted(), opening, now);
        trail.issued(what, made.id());
        return answer(asked, client, new Issue(request, made, now));
    }

    private static RegisteredClient client(TokenExchangeAuthentication asked) {
        if (asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.isAuthenticated()
                && client.getRegisteredClient() != null) {
            return client.getRegisteredClient();
        }
        throw new IllegalStateException("the client is authenticated before the token endpoint");
    }

    private static boolean isPublic(TokenExchangeAuthentication asked) {
        return asked.getPrincipal() instanceof ProvedClient client
                && client.application().isPublic();
    }

    private static Possession possession(TokenExchangeAuthentication asked) {
        return asked.getPrincipal() instanceof ProvedClient client ? client.possession() : Possession.NONE;
    }

    private static Checked<RegisteredClient> mayExchange(RegisteredClient client) {
        return client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.TOKEN_EXCHANGE)
                ? new Checked.Passed<>(client)
                : new Checked.Refused<>(DmpRefusal.GRANT_NOT_ALLOWED);
    }

    private static Checked<Standing.Good> standing(Standing standing) {
        return switch (standing) {
            case Standing.Good good -> new Checked.Passed<>(good);
            case Standing.Refused(var reason) ->
                new Checked.Refused<>(
                        switch (reason) {
                            case SESSION_ENDED -> DmpRefusal.SESSION_ENDED;
                            case PERSON_NOT_ACTIVE -> DmpRefusal.PERSON_NOT_ACTIVE;
                            case AUTHENTICATOR_NOT_USABLE -> DmpRefusal.AUTHENTICATOR_NOT_USABLE;
                            case CLIENT_DISABLED -> DmpRefusal.CLIENT_DISABLED;
                            case BEYOND_REGISTRATION -> DmpRefusal.BEYOND_REGISTRATION;
                            case LEVEL_TOO_LOW -> DmpRefusal.LEVEL_TOO_LOW;
                            case SIGN_IN_NOT_TAKEN -> DmpRefusal.MEANS_NOT_ACCEPTED;
                            case ZONE_NOT_TAKEN -> DmpRefusal.ZONE_NOT_TAKEN;
                            case NO_WORK_SITUATION -> DmpRefusal.NO_WORK_SITUATION;
                        });
        };
    }

    private DmpFacts facts(Standing.Good standing, DmpExchangeRequest request, Instant now) {
        Optional<WorkSituation> situation = standing.situation();
        DmpFacts.Seal seal = tokens.seal(request.wanted(), situation.map(WorkSituation::structIdNat), now);
        return new DmpFacts(standing, situation, request.dmp(), seal, now);
    }

    private static AuditEntry about(AuditEntry entry, Standing.Good standing, DmpExchangeRequest request) {
        AuditEntry known = entry.actor(standing.person().id())
                .person(standing.person().id())
                .detail("type", request.wanted().type())
                .detail("patient", request.dmp().patient().reference())
                .detail("purpose", request.dmp().purpose().coded().code());
        return standing.situation()
                .map(situation -> known.detail("structure", situation.structIdNat()))
                .orElse(known);
    }

    private record Issue(DmpExchangeRequest request, DmpTokens.Made made, Instant at) {}

    private OAuth2AccessTokenAuthenticationToken answer(
            TokenExchangeAuthentication asked, RegisteredClient client, Issue issue) {
        Instant expiry = issue.at().plus(settings.lifetime());
        var token = new OAuth2AccessToken(NOT_APPLICABLE, issue.made().text(), issue.at(), expiry, Set.of());
        var principal = (Authentication) asked.getPrincipal();
        Map<String, Object> more =
                Map.of("issued_token_type", issue.request().wanted().type());
        return new OAuth2AccessTokenAuthenticationToken(client, principal, token, null, more);
    }
}
