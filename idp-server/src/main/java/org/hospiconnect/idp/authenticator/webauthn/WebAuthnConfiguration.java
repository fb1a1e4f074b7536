package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.client.Origin;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The relying party of this deployment, as a bean. */
@Configuration(proxyBeanMethods = false)
class WebAuthnConfiguration {

    WebAuthnConfiguration() {}

    @Bean
    WebAuthnRelyingParty webAuthnRelyingParty(
            WebAuthnSettings settings, AddressSettings address, Environment environment) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        if (production && settings.rpId().isEmpty()) {
            throw new IllegalStateException("production needs hospiconnect.authenticator.webauthn.rp-id");
        }
        Set<Origin> origins = settings.origins().isEmpty()
                ? Set.of(Origin.create(origin(address)))
                : settings.origins().stream().map(Origin::create).collect(Collectors.toSet());
        return new WebAuthnRelyingParty(
                settings.rpId().orElseGet(() -> address.issuer().getHost()), settings.rpName(), origins);
    }

    private static String origin(AddressSettings address) {
        int port = address.issuer().getPort();
        return address.issuer().getScheme() + "://" + address.issuer().getHost() + (port < 0 ? "" : ":" + port);
    }
}
