package org.hospiconnect.dpi.signin;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.function.Predicate;
import org.hospiconnect.dpi.DpiSettings;
import org.hospiconnect.dpi.dpop.DpopRequests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.client.RestClient;

/** Two doors: the API by access token, everything else by sign-in with the identity provider. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(
                        server -> server.jwt(Customizer.withDefaults()).dPoP(Customizer.withDefaults()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable()) // no cookie is read here
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SignInPages pages, DpiSettings settings) {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/", "/connexion", "/parti", "/assets/**", "/error")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, BehindTheScenes.ADDRESS)
                                .permitAll()
                                .requestMatchers("/inconnu")
                                .authenticated()
                                .anyRequest()
                                .hasRole(KnownPeople.CARER))
                .oauth2Login(login -> login.loginPage("/")
                        .authorizationEndpoint(end -> end.authorizationRequestResolver(pages.requests()))
                        .tokenEndpoint(end ->
                                end.accessTokenResponseClient(pages.tokens().ofCodes()))
                        .userInfoEndpoint(end -> end.oidcUserService(pages.people()))
                        .successHandler(pages.destination())
                        .failureHandler(pages::failed)
                        .withObjectPostProcessor(notPushed(pages)))
                .logout(logout -> logout.logoutSuccessHandler(pages.leaving()).deleteCookies("dpi_session"))
                .exceptionHandling(
                        refused -> refused.accessDeniedHandler(pages::denied).authenticationEntryPoint(pages::nobody))
                .headers(headers -> headers(headers, settings))
                .build();
    }

    /** A request that could not be pushed ends as any other sign-in that did not come about. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> notPushed(SignInPages pages) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(pages::failed);
                return filter;
            }
        };
    }

    /** Forms may lead to the provider: a fresh proof and leaving are redirections that follow a POST. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers, DpiSettings settings) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
                                + "form-action 'self' "
                                + settings.issuer() + "; base-uri 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    @Bean
    OidcClientInitiatedLogoutSuccessHandler leaving(IdentityProvider provider, DpiSettings settings) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(provider);
        handler.setPostLogoutRedirectUri(settings.page("/parti"));
        handler.setDefaultTargetUrl("/parti");
        return handler;
    }

    /** To the identity provider and to interfaces, with bounded patience and our key's proof. */
    @Bean
    RestClient outgoing(DpiSettings settings, DpopRequests proofs) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(settings.patience());
        var http = RestClient.builder().requestFactory(new BufferingClientHttpRequestFactory(requests));
        return settings.boundTokens() ? http.requestInterceptor(proofs).build() : http.build();
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager authorizedClientManager(
            IdentityProvider provider, OAuth2AuthorizedClientRepository authorizedClients, TokenRequests tokens) {
        var manager = new DefaultOAuth2AuthorizedClientManager(provider, authorizedClients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken(refresh -> refresh.accessTokenResponseClient(tokens.ofRefreshes()))
                .build());
        return manager;
    }

    /** Issuer, audience, authorized party, times and nonce are checked by the framework; the algorithm is ours to fix. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens() {
        var factory = new OidcIdTokenDecoderFactory();
        factory.setJwsAlgorithmResolver(registration -> SignatureAlgorithm.ES256);
        return factory;
    }

    /** RFC 9068 §4: {@code typ} at+jwt, issuer, audience, and the claims that make it an access token. */
    @Bean
    JwtDecoder accessTokensForUs(DpiSettings settings, SignedInSessions sessions) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(settings.endpoint("/oauth2/jwks"))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false) // done by the validator below
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createAtJwtValidator()
                        .issuer(settings.issuer().toString())
                        .audience(settings.audience())
                        .clientId(settings.clientId())
                        .build(),
                must(token -> !sessions.isOver(token.getClaimAsString("sid"))),
                // RFC 9449 §7.1: the framework refuses a bound token without its proof, and takes an unbound one as
                // bearer
                must(token -> !settings.boundTokens() || isBound(token))));
        return decoder;
    }

    private static boolean isBound(Jwt token) {
        return token.getClaims().get("cnf") instanceof Map<?, ?> cnf && cnf.containsKey("jkt");
    }

    private static OAuth2TokenValidator<Jwt> must(Predicate<Jwt> hold) {
        return token -> hold.test(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }
}
