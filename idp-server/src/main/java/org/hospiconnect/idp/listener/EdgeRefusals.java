package org.hospiconnect.idp.listener;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Response;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The one answer of what is refused before any filter, and the count of it, by status. */
@Component
class EdgeRefusals {

    private static final byte[] BODY = "{\"error\":\"invalid_request\"}".getBytes(StandardCharsets.US_ASCII);

    private final MeterRegistry meters;

    EdgeRefusals(MeterRegistry meters) {
        this.meters = meters;
    }

    void answer(Response response, int status) throws IOException {
        meters.counter("http.server.refused", "status", Integer.toString(status))
                .increment();
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(BODY);
    }
}
