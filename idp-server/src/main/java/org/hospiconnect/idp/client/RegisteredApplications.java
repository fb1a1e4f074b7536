package org.hospiconnect.idp.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.stereotype.Component;

/** Our applications as the framework reads them; disabled ones don't exist for it. */
@Component
class RegisteredApplications implements RegisteredClientRepository {

    /** As many entries as registered applications. */
    private final Map<String, Kept> made = new ConcurrentHashMap<>();

    private final Clients clients;

    RegisteredApplications(Clients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.find(clientId)
                .filter(RelyingApplication::enabled)
                .map(this::kept)
                .orElse(null);
    }

    // every request asks, and a registration seldom changes
    private RegisteredClient kept(RelyingApplication application) {
        Kept before = made.get(application.id());
        if (before != null && before.application().equals(application)) {
            return before.client();
        }
        var fresh = new Kept(application, registered(application));
        made.put(application.id(), fresh);
        return fresh.client();
    }

    private record Kept(RelyingApplication application, RegisteredClient client) {}

    /** Ours have one name. */
    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new IllegalStateException("applications are registered by settings and operators");
    }

    private static RegisteredClient registered(RelyingApplication application) {
        var client = RegisteredClient.withId(application.id());
        application.secretHash().ifPresent(client::clientSecret);
        return client.clientId(application.id())
                .clientName(application.name())
                .clientAuthenticationMethod(new ClientAuthenticationMethod(application.authentication()))
                .authorizationGrantTypes(
                        types -> application.grants().forEach(grant -> types.add(new AuthorizationGrantType(grant))))
                .redirectUris(uris -> uris.addAll(application.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(application.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(application.personScopes()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(!application.mayOmitProofKey())
                        .requireAuthorizationConsent(false)
                        .build())
                .build();
    }

    /** The framework's check of client secrets, on our fast hash, which never asks to be made again. */
    @Component
    static class FastSecrets implements PasswordEncoder {

        private final ClientSecrets secrets;

        FastSecrets(ClientSecrets secrets) {
            this.secrets = secrets;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence secret) {
            throw new IllegalStateException("client secrets are ours to make");
        }

        @Override
        public boolean matches(@Nullable CharSequence presented, @Nullable String kept) {
            return Optional.ofNullable(presented)
                    .flatMap(secret -> Optional.ofNullable(kept).map(hash -> secrets.matches(secret.toString(), hash)))
                    .orElse(false);
        }
    }
}
