package org.hospiconnect.idp.token;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.client.RelyingApplication;

/** For which interfaces a token is (RFC 8707): those that the token request names, within what was granted before. */
final class Resources {

    private static final int MOST = 20;

    private Resources() {}

    /**
     * Empty when the request goes beyond.
     *
     * @param granted with the code; empty: whatever the application registered
     */
    static Optional<Set<String>> narrowed(
            Set<String> granted, RelyingApplication application, Map<String, Object> parameters) {
        Set<String> asked = asked(parameters);
        Set<String> open = granted.isEmpty() ? application.tokens().resources() : granted;
        if (asked.isEmpty()) {
            return Optional.of(granted);
        }
        return asked.size() <= MOST && open.containsAll(asked) ? Optional.of(asked) : Optional.empty();
    }

    /** The terms of this answer; a request that goes beyond the grant is refused and traced. */
    static Terms terms(Grant grant, Map<String, Object> parameters, TokenTrail trail) {
        return narrowed(grant.terms().resources(), grant.application(), parameters)
                .map(grant.terms()::forResources)
                .orElseThrow(() -> trail.refused(
                        TokenRefusal.RESOURCE_UNKNOWN,
                        grant.application().id(),
                        grant.session().sid()));
    }

    /** The framework hands on a text, or an array where there are several. */
    private static Set<String> asked(Map<String, Object> parameters) {
        Object value = parameters.get("resource");
        if (value instanceof String[] several) {
            return Arrays.stream(several).filter(one -> !one.isEmpty()).collect(Collectors.toUnmodifiableSet());
        }
        return value instanceof String one && !one.isEmpty() ? Set.of(one) : Set.of();
    }
}
