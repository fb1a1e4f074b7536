package org.hospiconnect.idp.client;

import java.util.List;
import java.util.Set;

/** What an application is told about the person because it asks by name; implemented where tokens are made. */
public interface SingleClaims {

    /**
     * Names of claims that these scopes do not bring, as far as the registration goes, in the order of docs/reference/claims.md: what
     * {@link RequestedClaims} adds to the scopes, in ID token and userinfo together.
     */
    List<String> beside(Set<String> scopes, RequestedClaims asked, RelyingApplication application);
}
