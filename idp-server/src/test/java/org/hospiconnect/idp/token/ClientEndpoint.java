package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every endpoint that authenticates clients, with a request that is answered once its client is proved. */
public enum ClientEndpoint {
    TOKEN("/oauth2/token", 400, "invalid_grant"),
    PAR("/oauth2/par", 201, ""),
    INTROSPECTION("/oauth2/introspect", 200, ""),
    REVOCATION("/oauth2/revoke", 200, ""),
    ACTIVITY("/session/activity", 400, "invalid_grant"),
    ASSURANCE("/assurance/sessions/unknown", 400, "unauthorized_client");

    private final String path;
    private final int status;
    private final String error;

    ClientEndpoint(String path, int status, String error) {
        this.path = path;
        this.status = status;
        this.error = error;
    }

    /** Only a few applications may call it, and they read of it elsewhere. */
    public boolean isAnnounced() {
        return this != ASSURANCE;
    }

    public String path() {
        return path;
    }

    public Map<String, String> request(Application dpi) {
        return new LinkedHashMap<>(
                switch (this) {
                    case TOKEN ->
                        Map.of("grant_type", "authorization_code", "code", "unknown", "redirect_uri", "https://x");
                    case PAR -> dpi.request();
                    case ACTIVITY -> Map.of("sid", "unknown");
                    case ASSURANCE -> Map.of();
                    case INTROSPECTION, REVOCATION -> Map.of("token", "unknown");
                });
    }

    public void assertProved(Application.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (!error.isEmpty()) {
            assertThat(answer.text("error")).isEqualTo(error);
        }
    }

    public static void assertRefused(Application.Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
    }
}
