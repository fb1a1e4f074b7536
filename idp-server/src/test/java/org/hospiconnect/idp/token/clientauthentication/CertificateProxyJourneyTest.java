package org.hospiconnect.idp.token.clientauthentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.ClientEndpoint.assertRefused;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.AUTHORITY;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.NAME;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.OWN;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.named;

import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A proxy ends TLS and tells the client's certificate (RFC 9440): believed from a declared proxy, from nobody else. */
@CertificateTest
class CertificateProxyJourneyTest {

    private static final String HEADER = "Client-Cert";
    private static final String CHAIN = "Client-Cert-Chain";

    private final CertificateFixture applications;
    private final CertificateConnection proxy;
    private final CertificateConnection stranger;

    @Autowired
    CertificateProxyJourneyTest(CertificateFixture applications, AddressSettings address) {
        this.applications = applications;
        this.proxy = from(CertificateFixture.PROXY, address);
        this.stranger = from("127.0.0.2", address);
    }

    private static CertificateConnection from(String peer, AddressSettings address) {
        try {
            var http = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(peer))
                    .build();
            return new CertificateConnection(http, address.issuer().toString().replace("localhost", "127.0.0.1"));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String item(ClientCertificate certificate) {
        return ":" + CertificateFixture.encoded(certificate.own()) + ":";
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC9440-2.2")
    void the_header_of_a_declared_proxy_proves_a_client_and_nobody_elses_does(ClientEndpoint at) {
        var registered = applications.byRegistration();
        var vouched = applications.bySubject();
        var issued = AUTHORITY.issue(NAME, ClientCertificate.YEAR);

        at.assertProved(proxy.post(at.path(), named(registered, at.request(registered)), HEADER, item(OWN)));
        at.assertProved(proxy.post(
                at.path(), named(vouched, at.request(vouched)), HEADER, item(issued), CHAIN, item(AUTHORITY)));

        assertRefused(
                stranger.post(at.path(), named(registered, at.request(registered)), HEADER, item(OWN)),
                401,
                "invalid_client");
        assertRefused(
                stranger.post(
                        at.path(),
                        named(registered, at.request(registered)),
                        HEADER,
                        item(OWN),
                        "X-Forwarded-For",
                        CertificateFixture.PROXY),
                401,
                "invalid_client");
        assertRefused(
                proxy.post(at.path(), named(registered, at.request(registered)), HEADER, item(issued)),
                401,
                "invalid_client");
        assertRefused(proxy.post(at.path(), named(registered, at.request(registered))), 401, "invalid_client");
    }

    @Test
    @Requirement("RFC9440-2.2")
    void tokens_are_bound_to_the_certificate_that_a_declared_proxy_tells() throws ParseException {
        var bound = applications.bound();
        assertRefused(stranger.post("/oauth2/token", bound.redemption(), HEADER, item(OWN)), 400, "invalid_request");

        String token = proxy.post("/oauth2/token", bound.redemption(), HEADER, item(OWN))
                .text("access_token");

        String thumbprint = Bytes.of(CertificateFixture.encoded(OWN.own()).decode())
                .sha256()
                .toBase64Url();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5t#S256", thumbprint));
        assertThat(userInfo(proxy, token, OWN)).isEqualTo(200);
        assertThat(userInfo(proxy, token, AUTHORITY)).isEqualTo(401);
        assertThat(userInfo(stranger, token, OWN)).isEqualTo(401);
    }

    private static int userInfo(CertificateConnection by, String token, ClientCertificate told) {
        return by.get("/userinfo", "Authorization", "Bearer " + token, HEADER, item(told))
                .status();
    }

    static Stream<String> unreadable() {
        String right = item(OWN);
        return Stream.of(
                "",
                ":",
                "::",
                right.substring(1),
                right.replace(":", ""),
                right + ", " + right,
                right + ";a=1",
                right.substring(0, right.length() / 2) + ":",
                ":" + right,
                right.replace(":", "\""),
                right.replaceFirst("[A-Z]", "-"),
                ":" + "QUJD".repeat(1000) + ":");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @Requirement("RFC9440-2.2")
    void what_a_declared_proxy_tells_is_read_whole_or_refused(String told) {
        var registered = applications.byRegistration();
        var request = named(registered, ClientEndpoint.INTROSPECTION.request(registered));

        assertRefused(proxy.post("/oauth2/introspect", request, HEADER, told), 400, "invalid_request");
        if (!told.contains(", ")) { // a chain is a list
            assertRefused(
                    proxy.post("/oauth2/introspect", request, HEADER, item(OWN), CHAIN, told), 400, "invalid_request");
        }
        assertRefused(
                proxy.post("/oauth2/introspect", request, HEADER, item(OWN), HEADER, item(OWN)),
                400,
                "invalid_request");
        assertRefused(proxy.post("/oauth2/introspect", request, CHAIN, item(OWN)), 400, "invalid_request");
        assertThat(stranger.post("/oauth2/introspect", request, HEADER, told).status())
                .isEqualTo(401);
    }
}
