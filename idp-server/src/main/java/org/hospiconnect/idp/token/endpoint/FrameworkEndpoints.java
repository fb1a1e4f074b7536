package org.hospiconnect.idp.token.endpoint;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.hospiconnect.idp.token.Activities;
import org.hospiconnect.idp.token.Introspection;
import org.hospiconnect.idp.token.ProtocolEndpoints;
import org.hospiconnect.idp.token.Revocation;
import org.hospiconnect.idp.token.SessionAssurance;
import org.hospiconnect.idp.token.authorization.AuthorizationAnswers;
import org.hospiconnect.idp.token.authorization.AuthorizationErrors;
import org.hospiconnect.idp.token.authorization.AuthorizationRequests;
import org.hospiconnect.idp.token.authorization.PushedRequestEndpoint;
import org.hospiconnect.idp.token.authorization.PushedRequests;
import org.hospiconnect.idp.token.authorization.SignedInRequests;
import org.hospiconnect.idp.token.clientauthentication.ClientAuthentication;
import org.hospiconnect.idp.token.clientauthentication.ClientProofs;
import org.hospiconnect.idp.token.possession.DpopProofs;
import org.hospiconnect.idp.token.possession.PossessionFilter;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.hospiconnect.idp.token.userinfo.BearerTokens;
import org.hospiconnect.idp.token.userinfo.ResourceErrors;
import org.hospiconnect.idp.token.userinfo.UserInfo;
import org.hospiconnect.idp.token.userinfo.UserInfoAnswer;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts our readers, grants and answers into the framework's endpoints, in place of its own. No {@code Customizer}: the
 * framework would apply such a bean to every filter chain.
 */
@Component
class FrameworkEndpoints implements ProtocolEndpoints {

    private final AuthorizationRequests requests;
    private final PushedRequests pushed;
    private final PushedRequestEndpoint pushedEndpoint;
    private final AuthorizationAnswers answers;
    private final AuthorizationErrors authorizationErrors;
    private final List<TokenGrant> grants;
    private final PossessionFilter possession;
    private final ResourceErrors resourceErrors;
    private final ClientProofs clientProofs;
    private final ClientAuthentication clientAuthentication;
    private final TokenAnswerWriter tokenAnswers;
    private final TokenErrors tokenErrors;
    private final Introspection introspection;
    private final Revocation revocation;
    private final BearerTokens bearers;
    private final UserInfo userInfo;
    private final UserInfoAnswer userInfoAnswer;
    private final Discovery discovery;
    private final ActivityEndpoint activity;
    private final AssuranceEndpoint assurance;

    FrameworkEndpoints(
            AuthorizationRequests requests,
            PushedRequests pushed,
            PushedRequestEndpoint pushedEndpoint,
            AuthorizationAnswers answers,
            AuthorizationErrors authorizationErrors,
            List<TokenGrant> grants,
            DpopProofs dpopProofs,
            ServerNonces nonces,
            ResourceErrors resourceErrors,
            ClientProofs clientProofs,
            ClientAuthentication clientAuthentication,
            TokenAnswerWriter tokenAnswers,
            TokenErrors tokenErrors,
            Introspection introspection,
            Revocation revocation,
            BearerTokens bearers,
            UserInfo userInfo,
            UserInfoAnswer userInfoAnswer,
            Discovery discovery,
            Activities activities,
            SessionAssurance sessionAssurance,
            JsonMapper json) {
        this.requests = requests;
        this.pushed = pushed;
        this.pushedEndpoint = pushedEndpoint;
        this.answers = answers;
        this.authorizationErrors = authorizationErrors;
        this.grants = List.copyOf(grants);
        this.possession = new PossessionFilter(dpopProofs, nonces, this::refuse);
        this.resourceErrors = resourceErrors;
        this.clientProofs = clientProofs;
        this.clientAuthentication = clientAuthentication;
        this.tokenAnswers = tokenAnswers;
        this.tokenErrors = tokenErrors;
        this.introspection = introspection;
        this.revocation = revocation;
        this.bearers = bearers;
        this.userInfo = userInfo;
        this.userInfoAnswer = userInfoAnswer;
        this.discovery = discovery;
        this.activity = new ActivityEndpoint(activities, tokenErrors, json);
        this.assurance = new AssuranceEndpoint(sessionAssurance, tokenErrors, json);
    }

    @Override
    public void describe(OAuth2AuthorizationServerConfigurer server) {
        authorization(server);
        tokens(server);
        server.clientAuthentication(client -> client.authenticationConverters(all -> only(all, clientProofs))
                        .authenticationProviders(all -> only(all, clientAuthentication))
                        .errorResponseHandler(tokenErrors))
                .tokenIntrospectionEndpoint(endpoint -> endpoint.errorResponseHandler(tokenErrors)
                        .authenticationProviders(all -> only(all, introspection)))
                .pushedAuthorizationRequestEndpoint(
                        endpoint -> endpoint.pushedAuthorizationRequestConverters(all -> only(all, pushedEndpoint))
                                .authenticationProviders(all -> only(all, pushedEndpoint))
                                .pushedAuthorizationResponseHandler(pushedEndpoint)
                                .errorResponseHandler(tokenErrors))
                .tokenRevocationEndpoint(endpoint -> endpoint.errorResponseHandler(tokenErrors)
                        .authenticationProviders(all -> only(all, revocation)))
                .authorizationServerMetadataEndpoint(
                        endpoint -> endpoint.authorizationServerMetadataCustomizer(discovery::describe))
                .oidc(openId -> openId.userInfoEndpoint(
                                endpoint -> endpoint.authenticationProviders(all -> only(all, userInfo))
                                        .userInfoResponseHandler(userInfoAnswer))
                        .providerConfigurationEndpoint(
                                endpoint -> endpoint.providerConfigurationCustomizer(discovery::describe)));
    }

    private void authorization(OAuth2AuthorizationServerConfigurer server) {
        server.authorizationEndpoint(endpoint -> endpoint.authorizationRequestConverters(all -> only(all, requests))
                .authenticationProviders(all -> SignedInRequests.around(all, pushed))
                .authorizationResponseHandler(answers)
                .errorResponseHandler(authorizationErrors));
        server.withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationEndpointFilter>() {
            @Override
            public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
                // its own would open an HttpSession to compute a sid; ours comes from the session that we keep
                filter.setSessionAuthenticationStrategy((_, _, _) -> {});
                return filter;
            }
        });
    }

    private void tokens(OAuth2AuthorizationServerConfigurer server) {
        server.tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverters(all -> {
                    all.clear();
                    grants.forEach(grant -> all.add(grant.request()));
                })
                .authenticationProviders(all -> {
                    all.clear();
                    grants.forEach(grant -> all.add(grant.answer()));
                })
                .accessTokenResponseHandler(tokenAnswers)
                .errorResponseHandler(tokenErrors));
    }

    /** Userinfo takes access tokens, and so answers in its own way (RFC 6750 §3). */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (request.getServletPath().equals(ResourceErrors.USERINFO)) {
            resourceErrors.commence(request, response, refused);
        } else {
            tokenErrors.onAuthenticationFailure(request, response, refused);
        }
    }

    @Override
    public PossessionFilter possession() {
        return possession;
    }

    @Override
    public Filter clients() {
        var paths = PathPatternRequestMatcher.withDefaults();
        var filter = new OAuth2ClientAuthenticationFilter(
                new ProviderManager(clientAuthentication),
                new OrRequestMatcher(
                        paths.matcher(HttpMethod.POST, Activities.PATH), paths.matcher(SessionAssurance.PATTERN)));
        filter.setAuthenticationConverter(clientProofs);
        filter.setAuthenticationFailureHandler(tokenErrors);
        return filter;
    }

    @Override
    public Filter activity() {
        return activity;
    }

    @Override
    public Filter assurance() {
        return assurance;
    }

    @Override
    public void describeUserInfo(OAuth2ResourceServerConfigurer<HttpSecurity> resources) {
        resources
                .authenticationConverter(bearers)
                .authenticationEntryPoint(resourceErrors)
                .jwt(jwt -> jwt.authenticationManager(bearers::authenticate));
    }

    private static <T> void only(List<T> all, T one) {
        all.clear();
        all.add(one);
    }
}
