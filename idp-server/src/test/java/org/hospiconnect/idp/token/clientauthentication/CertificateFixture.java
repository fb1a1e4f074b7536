package org.hospiconnect.idp.token.clientauthentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.client.TokenRules.Binding;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProvingApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Applications that are registered with a certificate. */
public class CertificateFixture {

    public static final String NAME = "CN=labo,O=HOPITAL FICTIF,C=FR";
    public static final ClientCertificate AUTHORITY = ClientCertificate.authority("CN=AC DES TESTS,C=FR");
    public static final ClientCertificate OWN = ClientCertificate.selfSigned(NAME, ClientCertificate.YEAR);

    /** From here a declared proxy connects, which ends TLS and tells the certificate. */
    static final String PROXY = "127.0.0.3";

    private final ProviderFixture provider;
    private final Clients clients;

    CertificateFixture(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    /** Whose certificates {@code tls_client_auth} takes. */
    static final class KnownAuthority implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                Path file = Files.createTempFile("authority", ".pem");
                file.toFile().deleteOnExit();
                Files.writeString(file, pem(AUTHORITY.own()));
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "authority",
                                Map.of(
                                        "hospiconnect.token.client-authorities",
                                        file.toString(),
                                        "hospiconnect.listener.certificate-proxies",
                                        PROXY + "/32")));
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private static String pem(X509Certificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n" + encoded(certificate) + "\n-----END CERTIFICATE-----\n";
    }

    static Base64 encoded(X509Certificate certificate) {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Application bySubject() {
        return client("tls_client_auth", keys("tls_client_auth"), Binding.MTLS);
    }

    /** Of profile {@code fapi2}. */
    public Application fapi(String method, Binding binding) {
        var known = client(method, keys(method), binding);
        var fapi = ExampleApplication.like(known.registered())
                .profile(Profile.FAPI2)
                .get();
        clients.put(fapi);
        return new Application(known.issuer(), fapi, "");
    }

    private static ClientKeys keys(String method) {
        return switch (method) {
            case "tls_client_auth" -> new ClientKeys(Optional.empty(), Optional.empty(), Optional.of(NAME));
            case "self_signed_tls_client_auth" -> ownCertificate();
            default -> ProvingApplication.KEY.registered();
        };
    }

    Application byRegistration() {
        return client("self_signed_tls_client_auth", ownCertificate(), Binding.MTLS);
    }

    private static ClientKeys ownCertificate() {
        try {
            var key = new ECKey.Builder(ECKey.parse(OWN.own()))
                    .x509CertChain(List.of(encoded(OWN.own())))
                    .build();
            return new ClientKeys(Optional.of(new JWKSet(key).toString()), Optional.empty(), Optional.empty());
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Application client(String method, ClientKeys keys, Binding binding) {
        var known = provider.application();
        var changed = ExampleApplication.like(known.registered())
                .authentication(method, Optional.empty())
                .keys(keys)
                .grants(Set.of("authorization_code", "refresh_token"))
                .bound(binding)
                .get();
        clients.put(changed);
        return new Application(known.issuer(), changed, "");
    }

    static Map<String, String> named(Application dpi, Map<String, String> request) {
        var named = new LinkedHashMap<>(request);
        named.put("client_id", dpi.registered().id());
        return named;
    }

    /** A public client whose tokens are bound, and what it sends for a code. */
    record Bound(Application client, Map<String, String> redemption) {

        Map<String, String> refresh(Application.Answer tokens) {
            return named(client, Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")));
        }
    }

    Bound bound() {
        var known = provider.publicApplication();
        var bound =
                ExampleApplication.like(known.registered()).bound(Binding.MTLS).get();
        clients.put(bound);
        var client = new Application(known.issuer(), bound, "");
        var request = new LinkedHashMap<String, String>();
        request.put("grant_type", "authorization_code");
        request.put("redirect_uri", ProviderFixture.REDIRECT);
        request.put("code_verifier", Application.VERIFIER);
        request.put("code", provider.code(provider.signIn(), client));
        return new Bound(client, named(client, request));
    }
}
