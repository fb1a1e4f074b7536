package org.hospiconnect.idp.session;

import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication;

/**
 * What somebody wants by a grant: which application, with which scopes, for which of its interfaces.
 *
 * @param resources none, or the application itself: it is its own audience
 */
public record Wanted(String client, Set<String> scopes, Set<String> resources) {

    public Wanted {
        scopes = Set.copyOf(scopes);
        resources = Set.copyOf(resources);
    }

    /** Registrations change while grants live. */
    boolean isWithin(RelyingApplication registered) {
        return registered.scopes().containsAll(scopes)
                && resources.stream()
                        .allMatch(resource -> resource.equals(client)
                                || registered.tokens().resources().contains(resource));
    }
}
