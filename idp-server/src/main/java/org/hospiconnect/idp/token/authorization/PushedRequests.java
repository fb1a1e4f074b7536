package org.hospiconnect.idp.token.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authorization requests that clients pushed (RFC 9126). */
public interface PushedRequests {

    /** Internal parameter that remembers under which name a request was pushed; no client can send it. */
    String MARK = "hc_pushed";

    String PREFIX = "urn:ietf:params:oauth:request_uri:";

    static boolean isNamedBy(RequestParameters sent) {
        return sent.values().getOrDefault("request_uri", List.of()).stream().anyMatch(uri -> uri.startsWith(PREFIX));
    }

    record Pushed(String client, Map<String, List<String>> parameters, Instant expiresAt) {

        public Pushed {
            parameters = Map.copyOf(parameters);
        }
    }

    /** Keeps it and returns its {@code request_uri}. */
    String add(Pushed request);

    /** By name, until its end. */
    Optional<Pushed> find(String requestUri);

    /** Claims it for one answer: false when it was claimed before (§7.3). A page that was loaded twice claims nothing. */
    boolean claim(String requestUri);
}
