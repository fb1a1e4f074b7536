package org.hospiconnect.idp.token.userinfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.token.AccessTokens;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.DpopProof;
import org.hospiconnect.idp.token.Grant;
import org.hospiconnect.idp.token.Terms.Confirmation;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.possession.DpopProofs;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Who calls userinfo: the grant behind the access token. A bound one is good only with its key, shown by the scheme of that
 * key (RFC 9449 §7.1, RFC 8705 §3); one that isn't bound only as bearer (RFC 6750).
 */
@Component
public class BearerTokens implements AuthenticationConverter {

    private final AccessTokens tokens;
    private final DpopProofs proofs;
    private final AddressSettings address;

    BearerTokens(AccessTokens tokens, DpopProofs proofs, AddressSettings address) {
        this.tokens = tokens;
        this.proofs = proofs;
        this.address = address;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        return PresentedToken.of(request).orElse(null);
    }

    public Authentication authenticate(Authentication authentication) {
        var shown = (PresentedToken) authentication;
        Grant grant = tokens.findLive(shown.getToken())
                .flatMap(AccessTokens.Live::grant)
                .orElseThrow(() -> CountedError.of(TokenRefusal.ACCESS_TOKEN_INVALID));
        if (!isForUserInfo(grant)) {
            throw CountedError.of(TokenRefusal.ACCESS_TOKEN_ELSEWHERE);
        }
        if (!isProved(shown, grant.terms().confirmation())) {
            throw CountedError.of(TokenRefusal.ACCESS_TOKEN_UNPROVED);
        }
        proofs.claim(shown.possession());
        return new PreAuthenticatedAuthenticationToken(grant, "", List.of());
    }

    /** RFC 9068 §4, RFC 8707 §3: one that was narrowed to an interface is for that interface, which may not use it here. */
    private boolean isForUserInfo(Grant grant) {
        Set<String> audience = grant.terms().resources();
        return audience.contains(grant.application().id())
                || audience.contains(address.issuer().toString())
                || audience.contains(address.page(ResourceErrors.USERINFO));
    }

    private static boolean isProved(PresentedToken shown, Optional<Confirmation> bound) {
        boolean byDpop = bound.filter(Confirmation::isDpop).isPresent();
        boolean key = bound.map(shown.possession()::shows).orElse(true);
        return byDpop == shown.isByDpop() && key && (!byDpop || isForThisToken(shown));
    }

    /** RFC 9449 §4.3 number 12. */
    private static boolean isForThisToken(PresentedToken shown) {
        String hash = Bytes.of(shown.getToken().getBytes(UTF_8)).sha256().toBase64Url();
        return shown.possession()
                .proof()
                .flatMap(DpopProof::accessTokenHash)
                .filter(hash::equals)
                .isPresent();
    }
}
