package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Before and around the record: welcome, sign-in, "we don't know you", my session. */
@Controller
class WelcomeController {

    private final IdentityProvider provider;
    private final AccessTokens tokens;
    private final UserInfo userInfo;

    WelcomeController(IdentityProvider provider, AccessTokens tokens, UserInfo userInfo) {
        this.userInfo = userInfo;
        this.provider = provider;
        this.tokens = tokens;
    }

    @GetMapping("/")
    String welcome(
            Model model,
            @AuthenticationPrincipal @Nullable OidcUser user,
            @SessionAttribute(name = EndedSession.KEY, required = false) @Nullable EndedSession ended,
            @SessionAttribute(name = UnfinishedWork.KEY, required = false) @Nullable Object work) {
        model.addAttribute("ended", ended);
        model.addAttribute("hasWork", work != null);
        return user == null ? "welcome" : "redirect:/patients";
    }

    /** The button leads here, so that a provider that is not ready yet gets a sentence instead of an error. */
    @GetMapping("/connexion")
    String signIn(@RequestParam(name = "echec", required = false) @Nullable String failed, Model model) {
        if (failed == null && provider.isReady()) {
            return "redirect:/oauth2/authorization/" + IdentityProvider.ID;
        }
        model.addAttribute("notice", failed == null ? "not-ready" : "failed");
        return "welcome";
    }

    /** The provider leads here once it has ended the session. */
    @GetMapping("/parti")
    String left(Model model, @AuthenticationPrincipal @Nullable OidcUser user) {
        model.addAttribute("notice", "left");
        return user == null ? "welcome" : "redirect:/patients";
    }

    @GetMapping("/inconnu")
    String unknown(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        return "unknown";
    }

    @GetMapping("/session")
    String session(Model model, @AuthenticationPrincipal OidcUser user) {
        switch (tokens.current()) {
            case AccessTokens.Access.Given(var token) -> {
                model.addAttribute("accessUntil", token.getExpiresAt());
                model.addAttribute("confirmed", userInfo.nameOf(user.getName(), token));
            }
            case AccessTokens.Access.Ended(var error) -> model.addAttribute("accessError", error);
        }
        return "session";
    }

    @PostMapping("/session/renouveler")
    String renew(RedirectAttributes next) {
        next.addFlashAttribute(
                "renewal",
                switch (tokens.renewed()) {
                    case AccessTokens.Access.Given _ -> "given";
                    case AccessTokens.Access.Ended(var error) -> error;
                });
        return "redirect:/session";
    }
}
