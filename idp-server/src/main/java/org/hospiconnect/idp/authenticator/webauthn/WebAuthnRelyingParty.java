package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who we are towards authenticators: RP ID and origins; frozen at the first enrolment. */
@Component
class WebAuthnRelyingParty {

    private final String id;
    private final String name;
    private final Set<Origin> origins;
    private final JdbcClient jdbc;

    WebAuthnRelyingParty(WebAuthnSettings settings, AddressSettings address, Environment environment, JdbcClient jdbc) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        if (production && settings.rpId().isEmpty()) {
            throw new IllegalStateException("production needs hospiconnect.authenticator.webauthn.rp-id");
        }
        this.id = settings.rpId().orElseGet(() -> address.issuer().getHost());
        this.name = settings.rpName();
        this.origins = settings.origins().isEmpty()
                ? Set.of(Origin.create(origin(address)))
                : settings.origins().stream().map(Origin::create).collect(Collectors.toSet());
        this.jdbc = jdbc;
        Optional<String> frozen = frozen();
        if (frozen.filter(kept -> !kept.equals(id)).isPresent()) {
            throw new IllegalStateException("hospiconnect.authenticator.webauthn.rp-id is " + id
                    + ", but keys were enrolled for " + frozen.get() + " and would all stop working");
        }
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** What an answer to this challenge must have been made for. */
    ServerProperty expecting(Bytes nonce) {
        return ServerProperty.builder()
                .origins(origins)
                .rpId(id)
                .challenge(new DefaultChallenge(nonce.toArray()))
                .build();
    }

    /** In the transaction of the first enrolment. */
    void freeze() {
        jdbc.sql("insert into webauthn_relying_party (rp_id) values (:id) on conflict do nothing")
                .param("id", id)
                .update();
    }

    private Optional<String> frozen() {
        return jdbc.sql("select rp_id from webauthn_relying_party")
                .query(String.class)
                .optional();
    }

    private static String origin(AddressSettings address) {
        int port = address.issuer().getPort();
        return address.issuer().getScheme() + "://" + address.issuer().getHost() + (port < 0 ? "" : ":" + port);
    }
}
