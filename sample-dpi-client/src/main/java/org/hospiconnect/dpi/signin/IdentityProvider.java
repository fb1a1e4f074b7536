package org.hospiconnect.dpi.signin;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.hospiconnect.dpi.DpiSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * Our registration with the hospital's identity provider: confidential, {@code client_secret_basic}, PKCE.
 *
 * <p>The secret's file is written by the provider's first start; until then there is no registration, and no sign-in.
 */
@Component
public class IdentityProvider implements ClientRegistrationRepository {

    public static final String ID = "hospiconnect";

    private final DpiSettings settings;

    IdentityProvider(DpiSettings settings) {
        this.settings = settings;
    }

    public boolean isReady() {
        return Files.isReadable(settings.secretFile());
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) && isReady() ? registration() : null;
    }

    public ClientRegistration registration() {
        return ClientRegistration.withRegistrationId(ID)
                .clientName("HospiConnect IdP")
                .clientId(settings.clientId())
                .clientSecret(secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.page("/login/oauth2/code/" + ID))
                .scope("openid", "profile", "rpps", "work_situation")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .issuerUri(settings.issuer().toString())
                .authorizationUri(settings.endpoint("/oauth2/authorize"))
                .tokenUri(settings.endpoint("/oauth2/token"))
                .jwkSetUri(settings.endpoint("/oauth2/jwks"))
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", settings.endpoint("/connect/logout")))
                .build();
    }

    private String secret() {
        try {
            return Files.readString(settings.secretFile()).strip();
        } catch (IOException vanished) {
            throw new IllegalStateException("cannot read " + settings.secretFile(), vanished);
        }
    }
}
