package org.hospiconnect.idp.token.endpoint;

import java.time.Duration;
import java.util.stream.Stream;
import org.hospiconnect.idp.keys.SignedLife;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.TokenSettings;
import org.hospiconnect.idp.token.dmp.VihfSettings;
import org.springframework.stereotype.Component;

/**
 * Nothing that we sign is of use to anybody after this: tokens and contexts end within the session, and an ID token that has
 * expired still says whose session is to end (RP-Initiated Logout §2).
 */
@Component
class SignedLives implements SignedLife {

    private final Sessions sessions;
    private final TokenSettings tokens;
    private final VihfSettings vihf;

    SignedLives(Sessions sessions, TokenSettings tokens, VihfSettings vihf) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.vihf = vihf;
    }

    @Override
    public Duration longest() {
        return Stream.of(sessions.lifetime(), tokens.accessToken(), tokens.idToken(), vihf.lifetime())
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }
}
