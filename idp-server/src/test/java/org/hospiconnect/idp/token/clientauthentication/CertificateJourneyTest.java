package org.hospiconnect.idp.token.clientauthentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.ClientEndpoint.assertRefused;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.AUTHORITY;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.NAME;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.OWN;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.encoded;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.named;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Applications that show a certificate (RFC 8705), right and wrong, over real TLS. */
@CertificateTest
class CertificateJourneyTest {

    private final ProviderFixture provider;
    private final CertificateFixture applications;
    private final Path authority;
    private final String machine;
    private final String tls;

    @Autowired
    CertificateJourneyTest(
            ProviderFixture provider, CertificateFixture applications, DataSettings data, Environment settings) {
        this.provider = provider;
        this.applications = applications;
        this.authority = data.development().resolve("authority.pem");
        this.machine = settings.getRequiredProperty("hospiconnect.token.machine-address");
        this.tls = "https://localhost:" + settings.getRequiredProperty("hospiconnect.listener.tls-port");
    }

    private CertificateConnection showing(ClientCertificate certificate) {
        return CertificateConnection.to(machine, authority, Optional.of(certificate));
    }

    private CertificateConnection showingNothing() {
        return CertificateConnection.to(machine, authority, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC8705-2.1")
    void an_authority_vouches_for_the_registered_subject(ClientEndpoint at) {
        var dpi = applications.bySubject();
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
        var dpi = applications.byRegistration();
        var request = named(dpi, at.request(dpi));

        at.assertProved(showing(OWN).post(at.path(), request));
        assertRefused(
                showing(ClientCertificate.selfSigned(NAME, ClientCertificate.YEAR))
                        .post(at.path(), request),
                401,
                "invalid_client");
        assertRefused(showingNothing().post(at.path(), request), 401, "invalid_client");
        String header = ":" + encoded(OWN.own()) + ":";
        for (String name :
                List.of("Client-Cert", "Client-Cert-Chain", "X-SSL-Client-Cert", "X-Forwarded-Client-Cert")) {
            assertRefused(dpi.post(at.path(), Application.form(request), name, header), 401, "invalid_client");
        }
    }

    @Test
    @Requirement({"RFC8705-3", "RFC8705-3.1", "RFC8705-4"})
    void tokens_of_a_bound_client_open_userinfo_with_its_certificate_only() throws ParseException {
        var bound = applications.bound();
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
        var bound = applications.bound();
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
