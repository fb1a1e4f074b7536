package org.hospiconnect.idp.listener;

import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * The certificate of a client whose TLS a proxy ended (RFC 9440). From a declared proxy the header stands for the handshake, and
 * no header for none: the proxy's own certificate is nobody's. From everybody else it is not read.
 */
@Component
class ToldCertificates implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger(ToldCertificates.class);
    private static final String OWN = "Client-Cert";
    private static final String CHAIN = "Client-Cert-Chain";
    private static final int LONGEST_CHAIN = 5;

    /** A byte sequence, RFC 9651 §3.3.5; neither header has parameters. */
    private static final Pattern ITEM = Pattern.compile(":([A-Za-z0-9+/]+={0,2}):");

    private final List<IpAddressMatcher> proxies;

    private final EdgeRefusals refusals;

    ToldCertificates(ListenerSettings settings, EdgeRefusals refusals) {
        this.refusals = refusals;
        this.proxies = settings.certificateProxies().stream()
                .map(ToldCertificates::range)
                .toList();
    }

    private static IpAddressMatcher range(String text) {
        try {
            return new IpAddressMatcher(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "hospiconnect.listener.certificate-proxies: " + text + " is no range of addresses", wrong);
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!proxies.isEmpty()) {
            factory.addEngineValves(new Reader());
        }
    }

    private final class Reader extends ValveBase {

        private Reader() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            // who is connected, whatever X-Forwarded-For says
            String peer = request.getPeerAddr();
            if (proxies.stream().anyMatch(range -> range.matches(peer))) {
                Optional<List<X509Certificate>> told = told(request);
                if (told.isEmpty()) {
                    LOG.atWarn().addKeyValue("proxy", peer).log("Client-Cert can't be read");
                    refusals.answer(response, Response.SC_BAD_REQUEST);
                    return;
                }
                request.setAttribute(Globals.CERTIFICATES_ATTR, told.get().toArray(X509Certificate[]::new));
            }
            getNext().invoke(request, response);
        }
    }

    /** The client's own first; none when the proxy tells none; empty when it can't be read. */
    private static Optional<List<X509Certificate>> told(Request request) {
        List<String> own = Collections.list(request.getHeaders(OWN));
        List<String> chain = Collections.list(request.getHeaders(CHAIN)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        if (own.isEmpty() && chain.isEmpty()) {
            return Optional.of(List.of());
        }
        if (own.size() != 1 || chain.size() > LONGEST_CHAIN) {
            return Optional.empty();
        }
        var all = new ArrayList<X509Certificate>();
        all.addAll(read(own.getFirst()));
        chain.forEach(item -> all.addAll(read(item)));
        return all.size() == 1 + chain.size() ? Optional.of(all) : Optional.empty();
    }

    /** None when it is no certificate. */
    private static List<X509Certificate> read(String item) {
        var text = ITEM.matcher(item);
        if (!text.matches()) {
            return List.of();
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(text.group(1));
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return Arrays.equals(certificate.getEncoded(), encoded) ? List.of(certificate) : List.of();
        } catch (IllegalArgumentException | CertificateException _) {
            return List.of();
        }
    }
}
