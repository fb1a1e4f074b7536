package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.client.Origin;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where keys of our RP ID may be used besides its own domain (WebAuthn L3 §5.11): the pages' origins, for browsers to read. */
@RestController
class RelatedOrigins {

    private final WebAuthnRelyingParty relyingParty;

    RelatedOrigins(WebAuthnRelyingParty relyingParty) {
        this.relyingParty = relyingParty;
    }

    @GetMapping(path = "/.well-known/webauthn", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, List<String>> origins() {
        return Map.of(
                "origins",
                relyingParty.origins().stream().map(Origin::toString).sorted().toList());
    }
}
