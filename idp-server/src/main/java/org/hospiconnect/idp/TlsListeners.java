package org.hospiconnect.idp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Listeners over TLS (BCP 195): one for everything, one for the endpoints of applications that show a certificate. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class TlsListeners extends OncePerRequestFilter implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** For TLS 1.2, RFC 9325 §4.2; those of TLS 1.3 are all good. */
    private static final String CIPHERS = String.join(
            ":",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private static final Set<String> FOR_MACHINES =
            Set.of("/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/userinfo");

    private final ListenerSettings settings;
    private final SslBundles bundles;
    private final DevelopmentAuthority authority;
    private final Environment environment;

    TlsListeners(
            ListenerSettings settings, SslBundles bundles, DevelopmentAuthority authority, Environment environment) {
        this.settings = settings;
        this.bundles = bundles;
        this.authority = authority;
        this.environment = environment;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        settings.tlsPort().ifPresent(port -> factory.addAdditionalConnectors(listener(port, host())));
        settings.machinePort().ifPresent(port -> {
            SSLHostConfig host = host();
            host.setCertificateVerification("optional");
            host.setTrustManagerClassName(AnyCertificate.class.getName());
            factory.addAdditionalConnectors(listener(port, host));
        });
    }

    /** Pages are not for machines. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean machine = settings.machinePort()
                .filter(port -> port == request.getLocalPort())
                .isPresent();
        if (machine && !FOR_MACHINES.contains(request.getRequestURI())) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }

    private static Connector listener(int port, SSLHostConfig host) {
        var connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        return connector;
    }

    private SSLHostConfig host() {
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCiphers(CIPHERS);
        host.setHonorCipherOrder(true);
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        settings.bundle().ifPresentOrElse(name -> byBundle(certificate, name), () -> byDevelopment(certificate));
        host.addCertificate(certificate);
        return host;
    }

    private void byBundle(SSLHostConfigCertificate certificate, String name) {
        var bundle = bundles.getBundle(name);
        KeyStore keys = bundle.getStores().getKeyStore();
        if (keys == null) {
            throw new IllegalStateException("hospiconnect.listener.bundle: " + name + " has no key");
        }
        certificate.setCertificateKeystore(keys);
        String password = bundle.getKey().getPassword();
        certificate.setCertificateKeyPassword(
                password == null ? bundle.getStores().getKeyStorePassword() : password);
        String alias = bundle.getKey().getAlias();
        if (alias != null) {
            certificate.setCertificateKeyAlias(alias);
        }
    }

    private void byDevelopment(SSLHostConfigCertificate certificate) {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("hospiconnect.listener.bundle: missing, and production has no other key");
        }
        Path file = authority.server();
        try (var content = Files.newInputStream(file)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(content, DevelopmentAuthority.PASSWORD.toCharArray());
            certificate.setCertificateKeystore(keys);
            certificate.setCertificateKeyPassword(DevelopmentAuthority.PASSWORD);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }
}
