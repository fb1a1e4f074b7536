package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.hospiconnect.dpi.dpop.DpopKey;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Authorization requests: PKCE always, pushed always; {@code ?proof=asked} obeys what an interface asked (RFC 9470 §4), {@code
 * ?proof=stronger} asks the person to prove more than so far.
 */
@Component
class SignInRequests implements OAuth2AuthorizationRequestResolver {

    static final String PUSHED = "dpi.pushed";

    private final DefaultOAuth2AuthorizationRequestResolver usual;
    private final PushedRequests pushed;

    private final Optional<String> key;

    SignInRequests(IdentityProvider provider, PushedRequests pushed, DpopKey key, DpiSettings settings) {
        this.key = settings.boundTokens() ? Optional.of(key.thumbprint()) : Optional.empty();
        this.pushed = pushed;
        this.usual = new DefaultOAuth2AuthorizationRequestResolver(provider, "/oauth2/authorization");
        usual.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return asking(usual.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return asking(usual.resolve(request, registration), request);
    }

    private @Nullable OAuth2AuthorizationRequest asking(
            @Nullable OAuth2AuthorizationRequest usually, HttpServletRequest request) {
        if (usually == null) {
            return null;
        }
        var asked = OAuth2AuthorizationRequest.from(usually)
                .additionalParameters(parameters -> {
                    parameters.put("ui_locales", "fr");
                    parameters.putAll(demand(request));
                    // our own session goes on: on a shared post nobody is asked who is there
                    here().flatMap(SignedIn::sid).ifPresent(sid -> parameters.put("sid", sid));
                    // RFC 9449 §10: a code that somebody catches is of no use without the key
                    key.ifPresent(thumbprint -> parameters.put("dpop_jkt", thumbprint));
                })
                .build();
        var name = pushed.push(asked);
        request.getSession().setAttribute(PUSHED, name);
        return OAuth2AuthorizationRequest.from(asked)
                .authorizationRequestUri(pushed.address(asked, name))
                .build();
    }

    private static Map<String, String> demand(HttpServletRequest request) {
        return switch (request.getParameter("proof")) {
            case "asked" -> asked(request.getSession());
            case "stronger" -> Map.of("acr_values", substantial());
            case null, default -> Map.of();
        };
    }

    private static Map<String, String> asked(HttpSession session) {
        Map<String, String> demand = session.getAttribute(StepUp.KEY) instanceof StepUp(var asked) ? asked : Map.of();
        session.removeAttribute(StepUp.KEY);
        return demand;
    }

    private static String substantial() {
        return Assurance.SUBSTANTIAL.inFamilyOf(
                here().map(person -> person.level().acr()).orElse(""));
    }

    private static Optional<SignedIn> here() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(OidcUser.class::isInstance)
                .map(OidcUser.class::cast)
                .map(user -> SignedIn.of(user.getIdToken()));
    }
}
