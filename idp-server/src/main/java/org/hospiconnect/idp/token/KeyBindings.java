package org.hospiconnect.idp.token;

import java.util.Optional;
import org.hospiconnect.idp.client.TokenRules.Binding;
import org.hospiconnect.idp.token.Terms.Confirmation;
import org.springframework.stereotype.Component;

/** To which key the tokens of an answer are bound, for every grant: as registered, as promised before, as shown now. */
@Component
class KeyBindings {

    private final TokenTrail trail;

    KeyBindings(TokenTrail trail) {
        this.trail = trail;
    }

    /** @param promised to this key the code was bound (RFC 9449 §10) */
    Optional<Confirmation> of(ProvedClient caller, Optional<Confirmation> promised) {
        Binding binding = caller.application().tokens().binding();
        boolean byCertificate = binding == Binding.MTLS;
        Optional<Confirmation> shown = byCertificate
                ? caller.possession().certificate()
                : caller.possession().dpop();
        if (shown.isEmpty() && (binding != Binding.NONE || promised.isPresent())) {
            throw trail.refused(
                    byCertificate ? TokenRefusal.CERTIFICATE_MISSING : TokenRefusal.DPOP_MISSING,
                    caller.application().id());
        }
        if (promised.isPresent() && !promised.equals(shown)) {
            throw trail.refused(TokenRefusal.OTHER_KEY, caller.application().id());
        }
        return shown;
    }

    /**
     * The tokens of a public client stay with their key; one that proves itself may change it, and never goes back to bearer
     * (RFC 9449 §5).
     */
    Optional<Confirmation> atRefresh(ProvedClient caller, Optional<Confirmation> before) {
        Optional<Confirmation> now = of(caller, caller.application().isPublic() ? before : Optional.empty());
        if (before.isPresent() && now.isEmpty()) {
            throw trail.refused(TokenRefusal.DPOP_MISSING, caller.application().id());
        }
        return now;
    }
}
