package org.hospiconnect.samples;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A DPI in one file: sign-in, refresh, fresh proof, DMP, leaving, back-channel logout. */
@SpringBootApplication
@RestController
public class MonDpi {

    private static final String LEAVE = "/oauth2/authorization/hospiconnect";

    public static void main(String[] arguments) {
        SpringApplication.run(MonDpi.class, arguments);
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http, ClientRegistrationRepository clients) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(asked -> {
            if (parameter("frais") != null) asked.additionalParameters(more -> more.put("max_age", "0"));
        });
        var leaving = new OidcClientInitiatedLogoutSuccessHandler(clients);
        leaving.setPostLogoutRedirectUri("{baseUrl}/");
        return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                // PKCE, state and nonce by default
                .oauth2Login(login -> login.authorizationEndpoint(at -> at.authorizationRequestResolver(requests)))
                .logout(logout -> logout.logoutSuccessHandler(leaving))
                .oidcLogout(logout -> logout.backChannel(Customizer.withDefaults()))
                .build();
    }

    @GetMapping("/")
    Map<String, Object> home(@AuthenticationPrincipal OidcUser person) {
        return person.getClaims();
    }

    @GetMapping("/signer")
    ResponseEntity<String> sign(@AuthenticationPrincipal OidcUser person) {
        Instant proof = person.getAuthenticatedAt();
        if (proof == null || proof.isBefore(Instant.now().minus(Duration.ofMinutes(2)))) {
            return ResponseEntity.status(303)
                    .location(URI.create(LEAVE + "?frais"))
                    .build();
        }
        return ResponseEntity.ok("signé");
    }

    private static @Nullable String parameter(String name) {
        var current = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return current.getRequest().getParameter(name);
    }

    /** @param client with an access token that Spring refreshed when it had expired */
    @GetMapping("/dmp")
    Map<?, ?> openDmp(@RegisteredOAuth2AuthorizedClient("hospiconnect") OAuth2AuthorizedClient client) {
        var us = client.getClientRegistration();
        var asked = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", client.getAccessToken().getTokenValue(),
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "audience", "urn:dmp",
                "patient_ins", "269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH",
                "purpose_of_use", "normal",
                "client_id", us.getClientId(),
                "client_secret", us.getClientSecret());
        Map<?, ?> context = RestClient.create()
                .post()
                .uri(us.getProviderDetails().getTokenUri())
                .body(MultiValueMap.fromSingleValue(asked))
                .retrieve()
                .requiredBody(Map.class);
        return Map.of("type", context.get("issued_token_type")); // your DMP module takes its access_token
    }
}
