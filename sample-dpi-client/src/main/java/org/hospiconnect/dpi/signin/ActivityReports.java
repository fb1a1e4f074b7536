package org.hospiconnect.dpi.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells the provider that somebody is at the record, which it can't see itself, and hears until when their session lasts. */
@Component
class ActivityReports {

    /** The provider takes no more. */
    static final Duration PAUSE = Duration.ofSeconds(65);

    private static final int LONGEST_ANSWER = 4096;

    private final IdentityProvider provider;
    private final DpiSettings settings;
    private final SignedInSessions sessions;
    private final RestClient http;
    private final JsonMapper json;
    private final Clock clock;

    ActivityReports(
            IdentityProvider provider,
            DpiSettings settings,
            SignedInSessions sessions,
            RestClient outgoing,
            JsonMapper json,
            Clock clock) {
        this.provider = provider;
        this.settings = settings;
        this.sessions = sessions;
        this.http = outgoing;
        this.json = json;
        this.clock = clock;
    }

    /** Nothing is reported twice within the pause, whatever the tabs of the browser send. */
    void report(String sessionId, String sid) {
        Instant now = clock.instant();
        if (sessions.mayReport(sessionId, now, PAUSE)) {
            asked(sid).ifPresent(until -> sessions.note(sessionId, until));
        }
    }

    private Optional<Until> asked(String sid) {
        var registration = provider.registration();
        var form = new LinkedMultiValueMap<String, String>();
        form.add("sid", sid);
        try {
            return http.post()
                    .uri(settings.endpoint("/session/activity"))
                    .headers(
                            headers -> headers.setBasicAuth(registration.getClientId(), registration.getClientSecret()))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .exchangeForRequiredValue((_, answer) -> until(answer));
        } catch (ResourceAccessException silent) {
            return Optional.empty(); // the next one will tell
        }
    }

    // an end is told by the logout token, not here
    private Optional<Until> until(ClientHttpResponse answer) throws java.io.IOException {
        if (!answer.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            return Optional.empty();
        }
        try {
            JsonNode members = json.readTree(answer.getBody().readNBytes(LONGEST_ANSWER));
            return instant(members, "idle_expires_at")
                    .flatMap(idle -> instant(members, "session_expires_at").map(end -> new Until(idle, end)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(JsonNode members, String name) {
        return Optional.ofNullable(members.get(name))
                .filter(JsonNode::isNumber)
                .map(JsonNode::longValue)
                .map(Instant::ofEpochSecond);
    }
}
