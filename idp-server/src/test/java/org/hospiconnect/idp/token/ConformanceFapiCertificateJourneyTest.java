package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.ClientEndpoint.assertRefused;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.AUTHORITY;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.NAME;
import static org.hospiconnect.idp.token.clientauthentication.CertificateFixture.OWN;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.TokenRules.Binding;
import org.hospiconnect.idp.token.clientauthentication.CertificateConnection;
import org.hospiconnect.idp.token.clientauthentication.CertificateFixture;
import org.hospiconnect.idp.token.clientauthentication.CertificateTest;
import org.hospiconnect.idp.token.clientauthentication.ClientAssertions;
import org.hospiconnect.idp.token.clientauthentication.ClientCertificate;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The plan FAPI 2.0 Security Profile over real TLS: each way to prove the client with each binding of its tokens. */
@CertificateTest
class ConformanceFapiCertificateJourneyTest {

    private static final ClientCertificate ISSUED = AUTHORITY.issue(NAME, ClientCertificate.YEAR);
    private static final ProofKey KEY = ProofKey.fresh();

    private final ProviderFixture provider;
    private final CertificateFixture applications;
    private final ServerNonces nonces;
    private final MovableClock clock;
    private final Path authority;
    private final String machine;

    @Autowired
    ConformanceFapiCertificateJourneyTest(
            ProviderFixture provider,
            CertificateFixture applications,
            ServerNonces nonces,
            MovableClock clock,
            DataSettings data,
            Environment settings) {
        this.provider = provider;
        this.applications = applications;
        this.nonces = nonces;
        this.clock = clock;
        this.authority = data.development().resolve("authority.pem");
        this.machine = settings.getRequiredProperty("hospiconnect.token.machine-address");
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** A variant of the plan. */
    enum Variant {
        MTLS_AND_MTLS("tls_client_auth", Binding.MTLS),
        SELF_SIGNED_AND_MTLS("self_signed_tls_client_auth", Binding.MTLS),
        MTLS_AND_DPOP("tls_client_auth", Binding.DPOP),
        KEY_AND_MTLS("private_key_jwt", Binding.MTLS),
        KEY_AND_DPOP("private_key_jwt", Binding.DPOP);

        private final String method;
        private final Binding binding;

        Variant(String method, Binding binding) {
            this.method = method;
            this.binding = binding;
        }

        ClientCertificate certificate() {
            return this == SELF_SIGNED_AND_MTLS ? OWN : ISSUED;
        }

        boolean isBoundByCertificate() {
            return binding == Binding.MTLS;
        }
    }

    /** A client of the plan and its connection. */
    private record Caller(Variant variant, Application client, CertificateConnection connection) {

        /** Over a connection with its certificate or another, as the client that it is. */
        Application.Answer call(CertificateConnection over, String path, Map<String, String> form, String... headers) {
            var whole = new LinkedHashMap<>(form);
            whole.put("client_id", client.registered().id());
            if (variant.method.equals("private_key_jwt")) {
                var claims = new ProvingApplication(client).claims().build();
                whole.put("client_assertion_type", ClientAssertions.TYPE);
                whole.put("client_assertion", ProvingApplication.KEY.sign(claims));
            }
            return over.post(path, whole, headers);
        }
    }

    private CertificateConnection showing(Optional<ClientCertificate> certificate) {
        return CertificateConnection.to(machine, authority, certificate);
    }

    private Caller caller(Variant variant) {
        return new Caller(
                variant,
                applications.fapi(variant.method, variant.binding),
                showing(Optional.of(variant.certificate())));
    }

    private String[] proof(Caller caller, String method, String path, String token) {
        if (caller.variant().isBoundByCertificate()) {
            return new String[0];
        }
        String proof = KEY.proof(
                method, machine + path, nonces.current(), claims -> claims.claim("ath", ProofKey.hash(token)));
        return new String[] {"DPoP", proof};
    }

    private Application.Answer token(Caller caller, Map<String, String> form) {
        return caller.call(caller.connection(), "/oauth2/token", form, proof(caller, "POST", "/oauth2/token", ""));
    }

    private Map<String, String> redemption(Caller caller) {
        var client = caller.client();
        var pushed = caller.call(caller.connection(), "/oauth2/par", client.request());
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        var answer = client.authorize(
                provider.signIn(),
                Map.of("client_id", client.registered().id(), "request_uri", pushed.text("request_uri")));
        assertThat(answer.redirect()).containsOnlyKeys("code", "state", "iss").containsEntry("iss", client.issuer());
        return FapiStage.redemption(answer.redirect().getOrDefault("code", ""));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"FAPI2SP-5.3.2.1-BOUND", "FAPI2SP-5.3.2.1-ROTATION"})
    void from_the_pushed_request_to_userinfo_and_a_refresh_token_that_stays(Variant variant) throws ParseException {
        var caller = caller(variant);

        var tokens = token(caller, redemption(caller));
        String access = tokens.text("access_token");

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.text("token_type")).isEqualTo(variant.isBoundByCertificate() ? "Bearer" : "DPoP");
        assertThat(SignedJWT.parse(access).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .containsOnlyKeys(variant.isBoundByCertificate() ? "x5t#S256" : "jkt");
        assertThat(userInfo(caller, caller.connection(), tokens).status()).isEqualTo(200);
        var refresh = Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
        for (int i = 0; i < 3; i++) {
            clock.advance(RefreshFamily.GRACE.plus(Duration.ofSeconds(1)));
            var again = token(caller, refresh);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().getOrDefault("refresh_token", tokens.text("refresh_token")))
                    .isEqualTo(tokens.text("refresh_token"));
            assertThat(userInfo(caller, caller.connection(), again).status()).isEqualTo(200);
        }
    }

    private Application.Answer userInfo(Caller caller, CertificateConnection over, Application.Answer tokens) {
        String access = tokens.text("access_token");
        String[] authorization = {"Authorization", tokens.text("token_type") + " " + access};
        String[] proof = proof(caller, "GET", "/userinfo", access);
        return over.get(
                "/userinfo",
                Stream.of(authorization, proof).flatMap(Arrays::stream).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(names = {"MTLS_AND_MTLS", "SELF_SIGNED_AND_MTLS", "KEY_AND_MTLS"})
    @Requirement({"FAPI2SP-5.3.2.1-BOUND", "RFC8705-3"})
    void without_its_certificate_or_with_another_neither_a_code_nor_a_token_is_worth_anything(Variant variant) {
        var caller = caller(variant);
        var redemption = redemption(caller);
        var nothing = showing(Optional.empty());
        boolean byKey = variant == Variant.KEY_AND_MTLS;

        assertRefused(
                caller.call(nothing, "/oauth2/token", redemption),
                byKey ? 400 : 401,
                byKey ? "invalid_request" : "invalid_client");
        var tokens = token(caller, redemption);

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        var stranger = showing(Optional.of(ClientCertificate.selfSigned("CN=other,C=FR", ClientCertificate.YEAR)));
        for (var over : new CertificateConnection[] {nothing, stranger}) {
            var refused = userInfo(caller, over, tokens);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers().allValues("WWW-Authenticate"))
                    .anySatisfy(challenge -> assertThat(challenge).contains("error=\"invalid_token\""));
        }
        assertThat(caller.client().userInfo(tokens.text("access_token")).status())
                .isEqualTo(401);
    }

    /** The plan's two clients: one may not use what the other was given. */
    @ParameterizedTest
    @EnumSource
    @Requirement("FAPI2SP-5.3.2.1-BOUND")
    void a_code_and_a_refresh_token_are_of_one_client(Variant variant) {
        var caller = caller(variant);
        var other = caller(variant);
        var redemption = redemption(caller);

        assertRefused(token(other, redemption), 400, "invalid_grant");
        var tokens = token(caller, redemption);
        var refresh = Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertRefused(token(other, refresh), 400, "invalid_grant");
    }
}
