package org.hospiconnect.idp.token.clientauthentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.TokenRefusal;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads how a request proves its client, alike for every endpoint: in one way (RFC 6749 §2.3), in header or body, never in the
 * address (§2.3.1).
 */
@Component
public class ClientProofs implements AuthenticationConverter {

    private static final Set<String> SECRET = Set.of("client_secret", "client_assertion", "client_assertion_type");
    private static final String BASIC = "Basic ";

    ClientProofs() {}

    @Override
    public Authentication convert(HttpServletRequest request) {
        if (hasCredentialsInAddress(request)) {
            throw CountedError.of(TokenRefusal.PROOF_IN_ADDRESS);
        }
        List<ClientProof> proofs = new ArrayList<>();
        basic(request).ifPresent(proofs::add);
        single(request, "client_secret")
                .map(secret -> new ClientProof(id(request), ClientProof.Way.POST, secret, call(request)))
                .ifPresent(proofs::add);
        assertion(request).ifPresent(proofs::add);
        if (proofs.size() > 1) {
            throw CountedError.of(TokenRefusal.TWO_PROOFS);
        }
        ClientProof proof = proofs.isEmpty()
                ? new ClientProof(id(request), ClientProof.Way.NAME, "", call(request))
                : proofs.getFirst();
        return new OAuth2ClientAuthenticationToken(proof.client(), ClientAuthenticationMethod.NONE, proof, null);
    }

    private static boolean hasCredentialsInAddress(HttpServletRequest request) {
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2)[0])
                .anyMatch(name -> SECRET.contains(decoded(name).orElse(name)));
    }

    private static Optional<ClientProof> basic(HttpServletRequest request) {
        String header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        String[] pair = decodedBase64(header.substring(BASIC.length()).strip()).split(":", 2);
        Optional<String> client = decoded(pair[0]).filter(id -> !id.isEmpty());
        Optional<String> secret = pair.length == 2 ? decoded(pair[1]) : Optional.empty();
        if (client.isEmpty() || secret.isEmpty()) {
            throw CountedError.of(TokenRefusal.PROOF_UNREADABLE);
        }
        requireSame(client.get(), request);
        return Optional.of(new ClientProof(client.get(), ClientProof.Way.BASIC, secret.get(), call(request)));
    }

    private static Optional<ClientProof> assertion(HttpServletRequest request) {
        Optional<String> type = single(request, "client_assertion_type");
        Optional<String> assertion = single(request, "client_assertion");
        if (type.isEmpty() && assertion.isEmpty()) {
            return Optional.empty();
        }
        if (!type.equals(Optional.of(ClientAssertions.TYPE))) {
            throw CountedError.of(TokenRefusal.PROOF_UNREADABLE);
        }
        Optional<String> subject = assertion.flatMap(ClientAssertions::subject).filter(id -> !id.isEmpty());
        if (subject.isEmpty()) {
            throw CountedError.of(TokenRefusal.PROOF_UNREADABLE);
        }
        requireSame(subject.get(), request);
        return Optional.of(
                new ClientProof(subject.get(), ClientProof.Way.ASSERTION, assertion.orElseThrow(), call(request)));
    }

    private static void requireSame(String client, HttpServletRequest request) {
        if (single(request, "client_id").filter(named -> !named.equals(client)).isPresent()) {
            throw CountedError.of(TokenRefusal.PROOF_OF_ANOTHER);
        }
    }

    private static String id(HttpServletRequest request) {
        return single(request, "client_id").orElseThrow(() -> CountedError.of(TokenRefusal.CLIENT_NOT_AUTHENTICATED));
    }

    private static Optional<String> single(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null || (values.length == 1 && values[0].isEmpty())) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw CountedError.of(TokenRefusal.REQUEST_MALFORMED);
        }
        return Optional.of(values[0]);
    }

    private static ClientProof.Call call(HttpServletRequest request) {
        return new ClientProof.Call(request.getServletPath(), Possession.of(request));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String decodedBase64(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
