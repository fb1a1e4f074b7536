package org.hospiconnect.idp.listener;

import static java.util.Map.entry;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * The addresses of the protocol and the methods that each serves; any other method hears which they are (RFC 9110 §15.5.6).
 * At the edge, because the container answers {@code TRACE} itself, with methods of its own choice.
 */
@Component
class ServedMethods implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> SENT = List.of("POST");
    private static final List<String> BOTH = List.of("GET", "POST");

    private static final Map<String, List<String>> SERVED = Map.ofEntries(
            entry("/.well-known/openid-configuration", READ),
            entry("/.well-known/oauth-authorization-server", READ),
            entry("/oauth2/jwks", READ),
            entry("/oauth2/authorize", BOTH),
            entry("/oauth2/par", SENT),
            entry("/oauth2/token", SENT),
            entry("/oauth2/revoke", SENT),
            entry("/oauth2/introspect", SENT),
            entry("/session/activity", SENT),
            entry("/userinfo", BOTH),
            entry("/connect/logout", BOTH));

    /** Of each session an address of its own. */
    private static final String ASSURANCE = "/assurance/sessions/";

    private final EdgeRefusals refusals;

    ServedMethods(EdgeRefusals refusals) {
        this.refusals = refusals;
    }

    /** What anybody reads, and may ask for without its body. */
    static boolean isRead(String path) {
        return READ.equals(SERVED.get(path));
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
            // none where the request line could not be read
            String path = Objects.requireNonNullElse(request.getRequestURI(), "");
            List<String> served = path.startsWith(ASSURANCE) ? BOTH : SERVED.get(path);
            if (served == null || served.contains(request.getMethod()) || asksForScript(request)) {
                getNext().invoke(request, response);
                return;
            }
            response.reset();
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", served));
            refusals.answer(response, Response.SC_METHOD_NOT_ALLOWED);
        }

        /** A preflight: whether scripts may call is said elsewhere. */
        private static boolean asksForScript(Request request) {
            return HttpMethod.OPTIONS.matches(request.getMethod())
                    && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
        }
    }
}
