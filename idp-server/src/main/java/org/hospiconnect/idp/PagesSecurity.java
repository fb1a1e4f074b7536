package org.hospiconnect.idp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hospiconnect.idp.signin.StepUpGuard;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.FormTarget;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The pages that people see: no state of the framework's own, forms guarded by tokens of the sign-in, enrolment or session
 * they belong to, and a strict content security policy.
 */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    PagesSecurity() {}

    @Bean
    @Order(100)
    SecurityFilterChain pages(HttpSecurity http, AddressSettings address) {
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable) // ours: OwnForms, and each form's token in its controller
                .addFilterBefore(new OwnForms(address), AuthorizationFilter.class)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.addHeaderWriter(new ContentSecurityPolicy())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(strict -> {
                            if (!address.isSecure()) {
                                strict.disable();
                            }
                        }));
        return http.build();
    }

    /** It stands in the protocol chain only. */
    @Bean
    FilterRegistrationBean<StepUpGuard> stepUpGuardOnlyInItsChain(StepUpGuard guard) {
        var registration = new FilterRegistrationBean<>(guard);
        registration.setEnabled(false);
        return registration;
    }

    /** Written when the answer goes out, so that a page can name the one origin its form may lead to. */
    private static final class ContentSecurityPolicy implements HeaderWriter {

        @Override
        public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
            boolean leads = request.getAttribute(FormTarget.ATTRIBUTE) instanceof String;
            String target = leads ? " " + request.getAttribute(FormTarget.ATTRIBUTE) : "";
            response.setHeader("Content-Security-Policy", POLICY + target);
        }
    }
}
