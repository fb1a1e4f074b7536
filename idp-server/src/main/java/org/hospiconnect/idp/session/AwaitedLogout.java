package org.hospiconnect.idp.session;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * That an application must hear when a session ends, from the statement on that grants it something: {@link #CALL} in that statement,
 * with {@link #parameters}. It hears at once when the session has ended meanwhile.
 *
 * @param lookAt when the session is over at the latest
 */
public record AwaitedLogout(String sid, String client, UUID person, Instant opened, Instant now, Instant lookAt) {

    public static final String CALL = "await_logout(:lo_sid, :lo_client, :lo_person, :lo_opened, :lo_now, :lo_look)";

    public Map<String, Object> parameters() {
        return Map.of(
                "lo_sid",
                sid,
                "lo_client",
                client,
                "lo_person",
                person,
                "lo_opened",
                opened.atOffset(ZoneOffset.UTC),
                "lo_now",
                now.atOffset(ZoneOffset.UTC),
                "lo_look",
                lookAt.atOffset(ZoneOffset.UTC));
    }
}
