package org.hospiconnect.idp.signin;

import java.util.Set;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.client.SignInWords;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.stereotype.Component;

/** The kinds that can sign in here, and the zones of the settings. */
@Component
class KnownWords implements SignInWords {

    private final CeremonyRunner runner;
    private final Places places;

    KnownWords(CeremonyRunner runner, Places places) {
        this.runner = runner;
        this.places = places;
    }

    @Override
    public Set<String> kinds() {
        return Set.copyOf(runner.kinds());
    }

    @Override
    public Set<String> zones() {
        return places.zones();
    }
}
