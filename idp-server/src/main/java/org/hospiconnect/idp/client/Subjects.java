package org.hospiconnect.idp.client;

import java.util.Optional;

/** {@code sub}: who a person is for an application (OpenID Connect Core §8). */
public interface Subjects {

    /**
     * The local id, or for a pairwise client a name that no other sector sees: HMAC-SHA-256 over sector and local id under a
     * secret of this deployment, base64url, 43 characters.
     */
    String of(String person, RelyingApplication application);

    /** Within which an application shares its names of people and sessions with others (§8.1); empty for a public client. */
    Optional<String> sector(RelyingApplication application);
}
