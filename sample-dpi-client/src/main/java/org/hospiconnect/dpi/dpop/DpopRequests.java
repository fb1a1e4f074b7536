package org.hospiconnect.dpi.dpop;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a proof on each request. A server that wants a nonce of its own says so and gives it: the request is sent once more with
 * it, and it is remembered for the next (§8, §9). Needs answers whose body can be read twice.
 */
@Component
public class DpopRequests implements ClientHttpRequestInterceptor {

    private static final String PROOF = "DPoP";
    private static final String NONCE = "DPoP-Nonce";
    private static final String SCHEME = "DPoP ";
    private static final String NONCE_WANTED = "use_dpop_nonce";

    private final DpopKey key;
    private final JsonMapper json;

    /** Scheme, host and port → newest nonce of that server. */
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    DpopRequests(DpopKey key, JsonMapper json) {
        this.key = key;
        this.json = json;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution rest)
            throws IOException {
        var answer = proved(request, body, rest);
        if (!wantsNonce(answer)) {
            return answer;
        }
        answer.close();
        return proved(request, body, rest);
    }

    private ClientHttpResponse proved(HttpRequest request, byte[] body, ClientHttpRequestExecution rest)
            throws IOException {
        String server = server(request.getURI());
        var use = new DpopKey.Use(
                request.getMethod().name(), request.getURI(), token(request.getHeaders()), nonces.get(server));
        request.getHeaders().set(PROOF, key.proof(use));
        var answer = rest.execute(request, body);
        String given = answer.getHeaders().getFirst(NONCE);
        if (given != null) {
            nonces.put(server, given);
        }
        return answer;
    }

    // §8: a token endpoint says it in the body; §9: a resource server in its challenge
    private boolean wantsNonce(ClientHttpResponse answer) throws IOException {
        if (!answer.getHeaders().containsHeader(NONCE)) {
            return false;
        }
        if (answer.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            return answer.getHeaders().getOrDefault(HttpHeaders.WWW_AUTHENTICATE, List.of()).stream()
                    .anyMatch(challenge -> challenge.startsWith(SCHEME) && challenge.contains(NONCE_WANTED));
        }
        return answer.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST) && saysSo(answer);
    }

    private boolean saysSo(ClientHttpResponse answer) throws IOException {
        try {
            return json.readTree(answer.getBody().readAllBytes())
                    .path("error")
                    .asString("")
                    .equals(NONCE_WANTED);
        } catch (JacksonException otherAnswer) {
            return false;
        }
    }

    private static @Nullable String token(HttpHeaders headers) {
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(SCHEME)
                ? authorization.substring(SCHEME.length())
                : null;
    }

    private static String server(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}
