package org.hospiconnect.idp.token;

import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The client behind a request, proved as it registered. */
public final class ProvedClient extends OAuth2ClientAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient RelyingApplication application;
    private final transient Possession possession;

    public ProvedClient(RegisteredClient client, RelyingApplication application, Possession possession) {
        super(client, new ClientAuthenticationMethod(application.authentication()), null);
        this.application = application;
        this.possession = possession;
    }

    public RelyingApplication application() {
        return application;
    }

    /** The keys that this request shows. */
    public Possession possession() {
        return possession;
    }
}
