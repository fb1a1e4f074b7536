package org.hospiconnect.idp.token.clientauthentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.AUTHORITY;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.NAME;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.OWN;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is announced besides where machines have a listener of their own. */
@CertificateTest
class AnnouncedCertificateJourneyTest {

    private final CertificateFixture applications;
    private final Path authority;
    private final Map<String, Object> members;

    @Autowired
    AnnouncedCertificateJourneyTest(ProviderFixture provider, CertificateFixture applications, DataSettings data) {
        this.applications = applications;
        this.authority = data.development().resolve("authority.pem");
        this.members =
                provider.application().get("/.well-known/openid-configuration").json();
    }

    private static List<ClientEndpoint> announced() {
        return Arrays.stream(ClientEndpoint.values())
                .filter(ClientEndpoint::isAnnounced)
                .toList();
    }

    private CertificateConnection showing(ClientCertificate certificate) {
        return CertificateConnection.to("", authority, Optional.of(certificate));
    }

    private Map<String, String> aliases() {
        return ((Map<?, ?>) members.getOrDefault("mtls_endpoint_aliases", Map.of()))
                .entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                alias -> alias.getKey().toString(),
                                alias -> alias.getValue().toString()));
    }

    @Test
    @Requirement({"HC-ANNOUNCED-WORKS", "RFC8705-5"})
    void each_certificate_method_proves_its_client_at_each_alias() {
        for (ClientEndpoint at : announced()) {
            String name = switch (at) {
                case PAR -> "pushed_authorization_request_endpoint";
                case ACTIVITY -> "session_activity_endpoint";
                default -> at.name().toLowerCase(Locale.ROOT) + "_endpoint";
            };
            // RFC 9126 §5: where requests are pushed, as at the token endpoint; where activity is reported too
            String own = members.containsKey(name + "_auth_methods_supported") ? name : "token_endpoint";
            var methods = (List<?>) members.getOrDefault(own + "_auth_methods_supported", List.of());
            assertThat(methods).map(Object::toString).contains("tls_client_auth", "self_signed_tls_client_auth");
            var subject = applications.bySubject();
            var registered = applications.byRegistration();

            at.assertProved(showing(AUTHORITY.issue(NAME, ClientCertificate.YEAR))
                    .post(aliases().getOrDefault(name, ""), CertificateFixture.named(subject, at.request(subject))));
            at.assertProved(showing(OWN)
                    .post(
                            aliases().getOrDefault(name, ""),
                            CertificateFixture.named(registered, at.request(registered))));
        }
    }

    @Test
    @Requirement({"HC-ANNOUNCED-WORKS", "RFC8705-3.3"})
    void tokens_are_bound_and_open_userinfo_at_its_alias() {
        var bound = applications.bound();

        String token = showing(OWN)
                .post(aliases().getOrDefault("token_endpoint", ""), bound.redemption())
                .text("access_token");

        assertThat(members).containsEntry("tls_client_certificate_bound_access_tokens", true);
        assertThat(showing(OWN)
                        .get(aliases().getOrDefault("userinfo_endpoint", ""), "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
        assertThat(aliases()).hasSize(announced().size() + 1);
    }

    /** Its address is not announced; client_id is no secret, and a GET has no body. */
    @Test
    @Requirement("HC-ASSURANCE-READ")
    void who_shows_a_certificate_may_ask_about_sessions() {
        String machine = aliases().getOrDefault("token_endpoint", "").replace("/oauth2/token", "");
        String asked = machine + ClientEndpoint.ASSURANCE.path() + "?client_id=";

        ClientEndpoint.ASSURANCE.assertProved(showing(OWN)
                .get(asked + applications.byRegistration().registered().id()));
        assertThat(showing(OWN)
                        .get(asked + applications.bySubject().registered().id())
                        .status())
                .isEqualTo(401);
    }
}
