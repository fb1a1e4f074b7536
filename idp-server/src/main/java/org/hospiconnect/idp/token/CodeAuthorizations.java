package org.hospiconnect.idp.token;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.RequestedClaims;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.SessionAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * The framework's door to our codes: it saves what the authorization endpoint issued. Redemption never passes here:
 * {@link CodeGrant} and {@link RefreshGrant} have their own stores.
 */
@Component
class CodeAuthorizations implements OAuth2AuthorizationService {

    private final IssuedCodes codes;
    private final Clients clients;
    private final AcrNames names;
    private final AuditTrail trail;
    private final RefreshTokens refreshTokens;
    private final TokenSettings settings;
    private final Clock clock;

    CodeAuthorizations(
            IssuedCodes codes,
            Clients clients,
            AcrNames names,
            AuditTrail trail,
            RefreshTokens refreshTokens,
            TokenSettings settings,
            Clock clock) {
        this.codes = codes;
        this.clients = clients;
        this.names = names;
        this.trail = trail;
        this.refreshTokens = refreshTokens;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (code == null
                || request == null
                || !(authorization.getAttribute(Principal.class.getName()) instanceof SessionAuthentication person)) {
            throw new IllegalStateException("only the authorization endpoint saves, for a session of ours");
        }
        IssuedCode issued = issued(request, person);
        trail(issued);
        codes.add(code.getToken().getTokenValue(), issued);
    }

    private IssuedCode issued(OAuth2AuthorizationRequest request, SessionAuthentication person) {
        Instant now = clock.instant();
        return new IssuedCode(
                refreshTokens.newFamily(),
                request.getClientId(),
                person.person().toString(),
                person.sid(),
                request.getScopes(),
                Objects.requireNonNull(request.getRedirectUri()),
                parameter(request, "nonce"),
                parameter(request, "code_challenge"),
                terms(request),
                now,
                now.plus(settings.code()));
    }

    private Terms terms(OAuth2AuthorizationRequest request) {
        RequestedClaims claims =
                parameter(request, "claims").flatMap(RequestedClaims::parse).orElse(RequestedClaims.NONE);
        Set<String> resources = request.getAdditionalParameters().get("resource") instanceof List<?> several
                ? several.stream().map(Object::toString).collect(Collectors.toSet())
                : Set.of();
        Optional<Terms.Confirmation> key =
                parameter(request, "dpop_jkt").map(jkt -> new Terms.Confirmation(Terms.Confirmation.DPOP, jkt));
        RelyingApplication client = clients.find(request.getClientId()).orElseThrow();
        // as it is registered now: what is registered later was shown to nobody (SingleClaims)
        return new Terms(
                PersonClaim.askedByName(claims.idToken().keySet(), client),
                PersonClaim.askedByName(claims.userInfoNames(), client),
                essential(client.tokens(), claims),
                resources,
                key);
    }

    // only what is essential binds the answer (OpenID Connect Core §5.5.1.1); what names no level is not kept
    private List<String> essential(TokenRules rules, RequestedClaims claims) {
        return claims.acr().filter(RequestedClaims.Wish::essential).stream()
                .flatMap(wish -> wish.values().stream())
                .distinct()
                .filter(name -> rules.level(name, names).isPresent())
                .toList();
    }

    private void trail(IssuedCode issued) {
        trail.record(about(issued, Act.CODE_ISSUED).detail("family", issued.family()));
        if (issued.challenge().isEmpty()) {
            trail.record(about(issued, Act.PKCE_OMITTED));
        }
    }

    private static AuditEntry about(IssuedCode issued, Act act) {
        return AuditEntry.done(act)
                .actor(issued.person())
                .person(issued.person())
                .client(issued.client())
                .session(issued.sid());
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        throw new IllegalStateException("codes are read by CodeGrant");
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        throw new IllegalStateException("codes leave by themselves");
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        throw new IllegalStateException("codes have no other name");
    }

    private static Optional<String> parameter(OAuth2AuthorizationRequest request, String name) {
        return Optional.ofNullable(request.getAdditionalParameters().get(name)).map(Object::toString);
    }
}
