package org.hospiconnect.dpi;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Where the DPI says that somebody is there. */
public final class StubActivity {

    /** The sessions that were reported, newest last. */
    public final Deque<String> reported = new ConcurrentLinkedDeque<>();

    private volatile int status = 200;
    private volatile long idle = 1800;

    void answer(int next) {
        status = next;
    }

    void lastFor(long seconds) {
        idle = seconds;
    }

    void take(HttpExchange exchange) throws IOException {
        reported.add(String.valueOf(StubHttp.parameters(exchange).get("sid")));
        long now = Instant.now().getEpochSecond();
        String body = status == 200
                ? "{\"idle_expires_at\":" + (now + idle) + ",\"session_expires_at\":" + (now + 14_400) + "}"
                : "{\"error\":\"invalid_grant\"}";
        StubHttp.answer(exchange, status, body);
    }
}
