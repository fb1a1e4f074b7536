package org.hospiconnect.idp.token;

import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.StandingGuard;
import org.hospiconnect.idp.session.Wanted;
import org.springframework.stereotype.Component;

/** From a code, a refresh token or an access token to what may be said now: the one way in, through the standing guard. */
@Component
class Grants {

    private final StandingGuard guard;

    Grants(StandingGuard guard) {
        this.guard = guard;
    }

    /** Good now, or the reason why not. */
    sealed interface Found {

        record Good(Grant grant) implements Found {}

        record Refused(TokenRefusal refusal) implements Found {}
    }

    /** What a code, a refresh token or an access token refers to. */
    record Reference(String sid, String client, Set<String> scopes, String family, Terms terms) {

        Reference {
            scopes = Set.copyOf(scopes);
        }

        Wanted wanted() {
            return new Wanted(client, scopes, terms.resources());
        }
    }

    /** May this application act for itself now? The reason why not. */
    Optional<TokenRefusal> refusal(Wanted wanted) {
        return guard.ofApplication(wanted).map(TokenRefusal::of);
    }

    Found find(Reference reference) {
        return switch (guard.of(reference.sid(), reference.wanted())) {
            case Standing.Good good ->
                new Found.Good(new Grant(good, reference.scopes(), reference.family(), reference.terms()));
            case Standing.Refused(var reason) -> new Found.Refused(TokenRefusal.of(reason));
        };
    }
}
