package org.hospiconnect.idp;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.listener.HeaderValues;
import org.hospiconnect.idp.listener.RequestMeters;
import org.hospiconnect.idp.signin.StepUpGuard;
import org.hospiconnect.idp.token.BrowserCalls;
import org.hospiconnect.idp.token.ProtocolEndpoints;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.RequestContextFilter;

/** The endpoints that applications call, and the authorization endpoint: no state of the framework's own. */
@Configuration(proxyBeanMethods = false)
class ProtocolSecurity {

    private final KeyRing keys;

    ProtocolSecurity(KeyRing keys) {
        this.keys = keys;
    }

    /** Each filter of each chain would be timed by itself, for nobody; requests as a whole still are. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Each request proves its client twice, and each time an event would go to nobody. */
    @Bean
    AuthenticationEventPublisher nobodyIsTold() {
        return new AuthenticationEventPublisher() {
            @Override
            public void publishAuthenticationSuccess(Authentication authentication) {}

            @Override
            public void publishAuthenticationFailure(AuthenticationException failed, Authentication authentication) {}
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, ProtocolEndpoints endpoints, StepUpGuard stepUp) {
        var server = new OAuth2AuthorizationServerConfigurer();
        http.securityMatcher(
                        new AndRequestMatcher(server.getEndpointsMatcher(), new NegatedRequestMatcher(notTheirs())))
                .with(server, endpoints::describe)
                // before clients are authenticated
                .addFilterBefore(endpoints.possession(), AbstractPreAuthenticatedProcessingFilter.class)
                .addFilterAfter(endpoints.clients(), AbstractPreAuthenticatedProcessingFilter.class)
                .addFilterAfter(endpoints.activity(), AuthorizationFilter.class)
                .addFilterAfter(endpoints.assurance(), AuthorizationFilter.class)
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .addHeaderWriter(new Caching(keys.publishedFor())))
                // behind the framework's check of the request, before its endpoint
                .addFilterBefore(stepUp, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(endpoints::describeUserInfo)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable());
        // no second try of a refused grant at a global manager
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        return http.build();
    }

    /** Of the framework's addresses: signing out is a page of ours, its own needs an HttpSession; devices are offered nothing. */
    private static RequestMatcher notTheirs() {
        var paths = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                paths.matcher(ProtocolEndpoints.LOGOUT), paths.matcher("/oauth2/device_authorization"));
    }

    /** The same filters, without those that have nothing to say where applications prove themselves. */
    @Bean
    @Order(0)
    SecurityFilterChain machines(@Qualifier("protocol") SecurityFilterChain protocol) {
        return MachineFilters.of(protocol);
    }

    /** As strict as the framework's own; each header is looked at several times in a request, so without regular expressions. */
    @Bean
    HttpFirewall firewall() {
        var strict = new StrictHttpFirewall();
        strict.setAllowedHeaderNames(HeaderValues::isName);
        strict.setAllowedHeaderValues(HeaderValues::isValue);
        return strict;
    }

    /** Around every other filter; what the listeners refuse before any filter is counted there, as {@code http.server.refused}. */
    @Bean
    FilterRegistrationBean<RequestMeters> requestMeters(MeterRegistry meters, AuthorizationServerSettings server) {
        var endpoints = server.getSettings().values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(address -> address.startsWith("/"))
                .collect(Collectors.toSet());
        var registration = new FilterRegistrationBean<>(new RequestMeters(meters, endpoints));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** The dispatcher tells its own request to whoever asks; outside it nobody does. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestToldByTheDispatcher() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    /** Before everything that refuses: scripts of registered origins read refusals as well; behind the outage of a store. */
    @Bean
    FilterRegistrationBean<CorsFilter> callsOfBrowsers(BrowserCalls calls) {
        var registration = new FilterRegistrationBean<>(new CorsFilter(calls));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    /** Published keys may be kept, as long as no key signs earlier than that after it was published; nothing else may. */
    private record Caching(Duration publishedFor) implements HeaderWriter {

        private static final String KEYS = "/oauth2/jwks";
        private static final HeaderWriter NEVER = new CacheControlHeadersWriter();

        @Override
        public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
            if (request.getRequestURI().equals(KEYS) && response.getStatus() == HttpServletResponse.SC_OK) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=" + publishedFor.toSeconds());
            } else {
                NEVER.writeHeaders(request, response);
            }
        }
    }
}
