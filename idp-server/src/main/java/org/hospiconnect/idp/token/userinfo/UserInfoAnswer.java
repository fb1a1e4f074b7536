package org.hospiconnect.idp.token.userinfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.token.Grant;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Userinfo goes out as JSON, or as a JWT for an application that registered an algorithm (OpenID Connect Core §5.3.2). */
@Component
public class UserInfoAnswer implements AuthenticationSuccessHandler {

    private final AddressSettings address;
    private final TokenSigner signer;
    private final JsonMapper json;

    UserInfoAnswer(AddressSettings address, TokenSigner signer, JsonMapper json) {
        this.address = address;
        this.signer = signer;
        this.json = json;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (!(authentication instanceof OidcUserInfoAuthenticationToken answered)
                || !(authentication.getPrincipal() instanceof Authentication caller)
                || !(caller.getPrincipal() instanceof Grant grant)) {
            throw new IllegalStateException("userinfo is answered for a grant");
        }
        Map<String, Object> claims =
                Objects.requireNonNull(answered.getUserInfo()).getClaims();
        Optional<String> algorithm = grant.application().tokens().userInfoAlgorithm();
        byte[] body = algorithm
                .map(name ->
                        signed(JWSAlgorithm.parse(name), grant.application().id(), claims))
                .orElseGet(() -> json.writeValueAsString(claims))
                .getBytes(UTF_8);
        response.setContentType(algorithm.isPresent() ? "application/jwt" : MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    // Without a type: an ID token of ours has one, and nobody can take one for the other.
    private String signed(JWSAlgorithm algorithm, String client, Map<String, Object> claims) {
        var told =
                new JWTClaimsSet.Builder().issuer(address.issuer().toString()).audience(client);
        claims.forEach(told::claim);
        return signer.sign(null, algorithm, told.build());
    }
}
