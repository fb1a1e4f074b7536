package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.hospiconnect.dpi.dpop.CopiedToken;
import org.hospiconnect.dpi.dpop.DpopKey;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** For the editor who visits: what this browser's DPI and the provider said to each other, as it was said; no token. */
@Controller
@RequestMapping(BehindTheScenes.ADDRESS)
class BehindTheScenes {

    static final String ADDRESS = "/coulisses";

    private final AccessTokens tokens;
    private final DpopKey key;
    private final CopiedToken copies;

    BehindTheScenes(AccessTokens tokens, DpopKey key, CopiedToken copies) {
        this.tokens = tokens;
        this.key = key;
        this.copies = copies;
    }

    @GetMapping
    String show(HttpServletRequest request, @AuthenticationPrincipal @Nullable OidcUser user, Model model) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            model.addAttribute("pushed", session.getAttribute(SignInRequests.PUSHED));
            model.addAttribute("challenge", session.getAttribute(StepUp.LAST));
            model.addAttribute("ended", session.getAttribute(EndedSession.KEY));
        }
        if (user != null && tokens.current() instanceof AccessTokens.Access.Given(var token) && isBound(token)) {
            model.addAttribute("key", key.thumbprint());
        }
        return "behind";
    }

    @PostMapping("/copie")
    String copy(RedirectAttributes next) {
        if (tokens.current() instanceof AccessTokens.Access.Given(var token) && isBound(token)) {
            next.addFlashAttribute("tries", copies.tried(token.getTokenValue()));
        }
        return "redirect:" + ADDRESS + "#jeton";
    }

    private static boolean isBound(OAuth2AccessToken token) {
        return TokenType.DPOP.equals(token.getTokenType());
    }
}
