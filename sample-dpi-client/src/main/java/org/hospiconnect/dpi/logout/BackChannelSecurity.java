package org.hospiconnect.dpi.logout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The provider's own door: the token is the proof, and no cookie is read. */
@Configuration(proxyBeanMethods = false)
class BackChannelSecurity {

    static final String ADDRESS = "/backchannel-logout";

    @Bean
    @Order(0)
    SecurityFilterChain backChannel(HttpSecurity http) {
        return http.securityMatcher(ADDRESS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }
}
