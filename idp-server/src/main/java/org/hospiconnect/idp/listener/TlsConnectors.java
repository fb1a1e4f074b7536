package org.hospiconnect.idp.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Opens the listeners over TLS (BCP 195). Last of its kind: what others set for the plain listener, sizes, times and threads, is
 * set for these as well; the framework sets it for the first one only.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TlsConnectors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** For TLS 1.2, RFC 9325 §4.2; those of TLS 1.3 are all good. */
    private static final String CIPHERS = String.join(
            ":",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private final ListenerSettings settings;
    private final SslBundles bundles;
    private final DevelopmentAuthority authority;
    private final Environment environment;

    TlsConnectors(
            ListenerSettings settings, SslBundles bundles, DevelopmentAuthority authority, Environment environment) {
        this.settings = settings;
        this.bundles = bundles;
        this.authority = authority;
        this.environment = environment;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        settings.tlsPort().ifPresent(port -> factory.addAdditionalConnectors(listener(factory, port, host())));
        settings.machinePort().ifPresent(port -> {
            SSLHostConfig host = host();
            host.setCertificateVerification("optional");
            host.setTrustManagerClassName(AnyCertificate.class.getName());
            Connector listener = listener(factory, port, host);
            listener.setProperty("sslImplementationName", CertificateInHandshake.class.getName());
            factory.addAdditionalConnectors(listener);
        });
    }

    private static Connector listener(TomcatServletWebServerFactory factory, int port, SSLHostConfig host) {
        var connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        likeThePlainOne(factory, connector);
        return connector;
    }

    @SuppressWarnings("unchecked") // each is for the one protocol that there is
    private static void likeThePlainOne(TomcatServletWebServerFactory factory, Connector connector) {
        ProtocolHandler protocol = connector.getProtocolHandler();
        InetAddress address = factory.getAddress();
        if (address != null && protocol instanceof AbstractProtocol<?> bound) {
            bound.setAddress(address);
        }
        factory.getProtocolHandlerCustomizers()
                .forEach(each -> ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) each).customize(protocol));
        factory.getConnectorCustomizers().forEach(each -> each.customize(connector));
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
