package org.hospiconnect.dpi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** RFC 9126 as the provider holds to it: an authenticated client, a whole request, one use, and nothing beside its name. */
final class StubPushed {

    static final Answer NOTHING = new Answer(0, "");
    private static final String CLIENT =
            "Basic " + Base64.getEncoder().encodeToString("sample-dpi:a-secret".getBytes(StandardCharsets.US_ASCII));

    private final Map<String, Map<String, String>> waiting = new ConcurrentHashMap<>();
    private volatile Answer refusal = NOTHING;

    /** What the pushed authorization request endpoint says. */
    record Answer(int status, String body) {}

    void refuse(Answer answer) {
        refusal = answer;
    }

    Answer take(String authorization, Map<String, String> request) {
        if (refusal.status() != 0) {
            return refusal;
        }
        if (!CLIENT.equals(authorization)) {
            return new Answer(401, "{\"error\":\"invalid_client\"}");
        }
        boolean isWhole = request.keySet()
                        .containsAll(Set.of("client_id", "redirect_uri", "state", "nonce", "code_challenge", "scope"))
                && "code".equals(request.get("response_type"))
                && "S256".equals(request.get("code_challenge_method"))
                && !request.containsKey("request_uri");
        if (!isWhole) {
            return new Answer(400, "{\"error\":\"invalid_request\"}");
        }
        String name = "urn:ietf:params:oauth:request_uri:" + UUID.randomUUID();
        waiting.put(name, new HashMap<>(request));
        return new Answer(201, "{\"request_uri\":\"" + name + "\",\"expires_in\":90}");
    }

    /** §4: the browser brings client and name only. */
    Optional<Map<String, String>> claim(Map<String, String> sent) {
        return sent.keySet().equals(Set.of("client_id", "request_uri"))
                ? Optional.ofNullable(waiting.remove(String.valueOf(sent.get("request_uri"))))
                        .filter(request ->
                                String.valueOf(request.get("client_id")).equals(sent.get("client_id")))
                : Optional.empty();
    }
}
