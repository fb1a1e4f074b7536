package org.hospiconnect.idp.token;

import java.util.Map;
import org.hospiconnect.idp.session.Sessions;

/** What people and an application do all day, once: a session, then as often as asked a code, tokens and their use. */
public class SoakFlow {

    private final ProviderFixture provider;
    private final Sessions sessions;
    private final Application dpi;

    SoakFlow(ProviderFixture provider, Sessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
        this.dpi = provider.application();
    }

    /** One person's day of so many flows; the session is ended after it. Returns how many ended in a live token. */
    public int day(int flows) {
        var camille = provider.signIn();
        int good = 0;
        for (int i = 0; i < flows; i++) {
            if (flow(camille, i)) {
                good++;
            }
        }
        sessions.end(camille.sid());
        return good;
    }

    private boolean flow(ProviderFixture.SignedIn camille, int number) {
        String code = dpi.authorize(camille, dpi.request()).redirect().getOrDefault("code", "");
        var tokens = dpi.redeem(code);
        return switch (number % 10) {
            case 0 -> dpi.refresh(tokens.text("refresh_token")).status() == 200;
            case 1 -> dpi.userInfo(tokens.text("access_token")).status() == 200;
            case 2 ->
                dpi.post("/oauth2/revoke", Map.of("token", tokens.text("refresh_token")))
                                .status()
                        == 200;
            case 3 -> dpi.redeem(code).status() == 400;
            default -> tokens.status() == 200;
        };
    }
}
