package org.hospiconnect.idp.listener;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reads the parameters of each request before anything of ours runs: what is too large, too many, malformed or too slow is
 * answered here in one line, and neither reaches a filter nor fills the log.
 */
@Component
class WireLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /**
     * For a whole body. The container's own limit, {@code server.tomcat.connection-timeout}, begins again with each byte, so that
     * one byte now and then would hold a connection for ever.
     */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final EdgeRefusals refusals;

    WireLimits(EdgeRefusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new Edge());
    }

    private final class Edge extends ValveBase {

        private Edge() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (areParametersRead(request, response)) {
                getNext().invoke(request, response);
            }
        }

        private boolean areParametersRead(Request request, Response response) throws IOException {
            var wire = request.getCoyoteRequest();
            InputBuffer body = wire.getInputBuffer();
            wire.setInputBuffer(new InTime(body, System.nanoTime() + LONGEST.toNanos()));
            request.setCharacterEncoding(StandardCharsets.UTF_8); // whatever is claimed, RFC 6749 appendix B
            try {
                request.getParameterMap();
                return true;
            } catch (InvalidParameterException unread) {
                refusals.answer(response, unread.getErrorCode());
                return false;
            } catch (IllegalArgumentException doubled) { // two lengths of one body
                refusals.answer(response, Response.SC_BAD_REQUEST);
                return false;
            } finally {
                wire.setInputBuffer(body); // the container uses it again for the next request of the connection
            }
        }
    }

    /** @param end as {@link System#nanoTime()} counts: a limit of the wire, not a time that anybody is told */
    private record InTime(InputBuffer body, long end) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = body.doRead(handler);
            if (System.nanoTime() - end > 0) {
                throw new IOException("the body came too slowly");
            }
            return read;
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
