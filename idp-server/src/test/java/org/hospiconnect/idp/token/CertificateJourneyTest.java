package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.ClientEndpoint.assertRefused;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.MachinePort;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenRules.Binding;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Applications that show a certificate (RFC 8705), right and wrong, over real TLS. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(
        initializers = {TestStores.class, FreePort.class, MachinePort.class, CertificateJourneyTest.KnownAuthority.class
        })
@Import({MovableClock.class, ProviderFixture.class})
class CertificateJourneyTest {

    private static final String NAME = "CN=labo,O=HOPITAL FICTIF,C=FR";
    private static final ClientCertificate AUTHORITY = ClientCertificate.authority("CN=AC DES TESTS,C=FR");
    private static final ClientCertificate OWN = ClientCertificate.selfSigned(NAME, ClientCertificate.YEAR);

    private final ProviderFixture provider;
    private final Clients clients;
    private final Path authority;
    private final String machine;
    private final String tls;

    @Autowired
    CertificateJourneyTest(ProviderFixture provider, Clients clients, DataSettings data, Environment settings) {
        this.provider = provider;
        this.clients = clients;
        this.authority = data.development().resolve("authority.pem");
        this.machine = settings.getRequiredProperty("hospiconnect.token.machine-address");
        this.tls = "https://localhost:" + settings.getRequiredProperty("hospiconnect.listener.tls-port");
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
                                "authority", Map.of("hospiconnect.token.client-authorities", file.toString())));
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private static String pem(X509Certificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n" + encoded(certificate) + "\n-----END CERTIFICATE-----\n";
    }

    private static Base64 encoded(X509Certificate certificate) {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Application bySubject() {
        return client(
                "tls_client_auth", new ClientKeys(Optional.empty(), Optional.empty(), Optional.of(NAME)), Binding.MTLS);
    }

    private Application byRegistration() {
        try {
            var key = new ECKey.Builder(ECKey.parse(OWN.own()))
                    .x509CertChain(List.of(encoded(OWN.own())))
                    .build();
            var keys = new ClientKeys(Optional.of(new JWKSet(key).toString()), Optional.empty(), Optional.empty());
            return client("self_signed_tls_client_auth", keys, Binding.MTLS);
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

    private CertificateConnection showing(ClientCertificate certificate) {
        return CertificateConnection.to(machine, authority, Optional.of(certificate));
    }

    private CertificateConnection showingNothing() {
        return CertificateConnection.to(machine, authority, Optional.empty());
    }

    private static Map<String, String> named(Application dpi, Map<String, String> request) {
        var named = new LinkedHashMap<>(request);
        named.put("client_id", dpi.registered().id());
        return named;
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC8705-2.1")
    void an_authority_vouches_for_the_registered_subject(ClientEndpoint at) {
        var dpi = bySubject();
        var request = named(dpi, at.request(dpi));

        at.assertProved(showing(AUTHORITY.issue(NAME, ClientCertificate.YEAR)).post(at.path(), request));
        for (ClientCertificate wrong : List.of(
                AUTHORITY.issue("CN=other,C=FR", ClientCertificate.YEAR),
                AUTHORITY.issue(NAME, Duration.ofDays(-1)),
                ClientCertificate.authority("CN=AC DES TESTS,C=FR").issue(NAME, ClientCertificate.YEAR),
                OWN)) {
            assertRefused(showing(wrong).post(at.path(), request), 401, "invalid_client");
        }
        assertRefused(showingNothing().post(at.path(), request), 401, "invalid_client");
        assertRefused(dpi.post(at.path(), Application.form(request)), 401, "invalid_client");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC8705-2.2")
    void a_registered_certificate_proves_its_client_and_no_header_does(ClientEndpoint at) {
        var dpi = byRegistration();
        var request = named(dpi, at.request(dpi));

        at.assertProved(showing(OWN).post(at.path(), request));
        assertRefused(
                showing(ClientCertificate.selfSigned(NAME, ClientCertificate.YEAR))
                        .post(at.path(), request),
                401,
                "invalid_client");
        assertRefused(showingNothing().post(at.path(), request), 401, "invalid_client");
        String header = ":" + encoded(OWN.own()) + ":";
        for (String name : List.of("Client-Cert", "X-SSL-Client-Cert", "X-Forwarded-Client-Cert")) {
            assertRefused(dpi.post(at.path(), Application.form(request), name, header), 401, "invalid_client");
        }
    }

    /** A public client whose tokens are bound, and what it sends for a code. */
    private record Bound(Application client, Map<String, String> redemption) {

        Map<String, String> refresh(Application.Answer tokens) {
            return named(client, Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")));
        }
    }

    private Bound bound() {
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

    @Test
    @Requirement({"RFC8705-3", "RFC8705-3.1", "RFC8705-4"})
    void tokens_of_a_bound_client_open_userinfo_with_its_certificate_only() throws ParseException {
        var bound = bound();
        assertRefused(bound.client().postAs("/oauth2/token", bound.redemption()), 400, "invalid_request");

        var tokens = showing(OWN).post("/oauth2/token", bound.redemption());

        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        String token = tokens.text("access_token");
        String thumbprint = Bytes.of(encoded(OWN.own()).decode()).sha256().toBase64Url();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5t#S256", thumbprint));
        String[] bearer = {"Authorization", "Bearer " + token};
        assertThat(showing(OWN).get("/userinfo", bearer).status()).isEqualTo(200);
        assertThat(showing(another()).get("/userinfo", bearer).status()).isEqualTo(401);
        assertThat(showingNothing().get("/userinfo", bearer).status()).isEqualTo(401);
        assertThat(bound.client().userInfo(token).status()).isEqualTo(401);
    }

    @Test
    @Requirement({"RFC8705-4", "RFC8705-7.1"})
    void a_public_client_refreshes_with_the_certificate_that_its_tokens_are_bound_to() {
        var bound = bound();
        var tokens = showing(OWN).post("/oauth2/token", bound.redemption());

        assertRefused(showing(another()).post("/oauth2/token", bound.refresh(tokens)), 400, "invalid_grant");
        assertRefused(showingNothing().post("/oauth2/token", bound.refresh(tokens)), 400, "invalid_request");
        assertThat(showing(OWN).post("/oauth2/token", bound.refresh(tokens)).status())
                .isEqualTo(200);
    }

    private static ClientCertificate another() {
        return AUTHORITY.issue(NAME, ClientCertificate.YEAR);
    }

    @Test
    @Requirement({"RFC8705-5", "RFC8705-3.3"})
    void the_metadata_name_the_listener_which_serves_machines_only() {
        var open = showingNothing();
        var metadata =
                provider.application().get("/.well-known/openid-configuration").json();

        assertThat(metadata)
                .containsEntry("tls_client_certificate_bound_access_tokens", true)
                .extractingByKey("mtls_endpoint_aliases")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("token_endpoint", machine + "/oauth2/token")
                .containsEntry("userinfo_endpoint", machine + "/userinfo");
        assertThat(metadata)
                .extractingByKey("token_endpoint_auth_methods_supported")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains("tls_client_auth", "self_signed_tls_client_auth");
        for (String page :
                List.of("/signin", "/admin", "/oauth2/authorize", "/.well-known/openid-configuration", "/")) {
            assertThat(open.get(page).status()).as(page).isEqualTo(404);
        }
    }

    @Test
    @Requirement("HC-TLS-LISTENER")
    void the_listener_over_tls_serves_everything_under_the_same_issuer() {
        var secure = CertificateConnection.to(tls, authority, Optional.empty());

        assertThat(secure.get("/.well-known/openid-configuration").text("issuer"))
                .isEqualTo(provider.application().issuer());
    }
}
