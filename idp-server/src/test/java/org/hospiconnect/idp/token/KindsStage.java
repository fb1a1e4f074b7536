package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.enrolment.ActivationDesk;
import org.hospiconnect.idp.enrolment.ActivationOrder;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.token.dmp.DmpFixture;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.hospiconnect.idp.token.logout.LogoutFixture;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.hospiconnect.idp.token.userinfo.ResourceErrors;
import org.springframework.beans.factory.BeanFactory;

/** One application that may do everything, somebody signed in at it, and one object of each kind that goes between them and us. */
record KindsStage(
        ProviderFixture provider,
        Clients clients,
        LogoutFixture logoutTokens,
        ServerNonces nonces,
        ActivationDesk activations) {

    /** Ours are signed by one key of ours, those of the application by one key of its own: what keeps them apart is what they say. */
    enum Kind {
        CODE,
        REFRESH_TOKEN,
        ACCESS_TOKEN,
        /** Of the application for itself. */
        MACHINE_TOKEN,
        ID_TOKEN,
        LOGOUT_TOKEN,
        USERINFO,
        /** SAML. */
        VIHF,
        /** What stands in it, as a JWT. */
        VIHF_CONTEXT,
        REQUEST_OBJECT,
        CLIENT_ASSERTION,
        DPOP_PROOF,
        REQUEST_URI,
        /** What is drawn of it. */
        REQUEST_URI_ID,
        SID,
        SESSION_COOKIE,
        ACTIVATION_CODE
    }

    private static final TokenRules SIGNED_USERINFO = new TokenRules(
            TokenRules.Binding.NONE,
            false,
            false,
            TokenRules.SubjectType.PUBLIC,
            Optional.empty(),
            Optional.of("ES256"),
            Set.of(),
            Map.of());

    private static final ProofKey PROOF = new ProofKey(ProvingApplication.KEY);

    static KindsStage of(BeanFactory server) {
        DmpStage.of(server);
        return new KindsStage(
                server.getBean(ProviderFixture.class),
                server.getBean(Clients.class),
                new LogoutFixture(server),
                server.getBean(ServerNonces.class),
                server.getBean(ActivationDesk.class));
    }

    /**
     * @param tokens a first answer to a code
     * @param bound an access token that is bound to {@link #PROOF}
     */
    record Scene(ProvingApplication client, ProviderFixture.SignedIn camille, Application.Answer tokens, String bound) {

        Application dpi() {
            return client.dpi();
        }

        String cookie() {
            return "hc_session=" + camille.opened().cookie();
        }

        Application.Answer token(Map<String, String> request) {
            return client.call(ClientEndpoint.TOKEN, "private_key_jwt", request);
        }

        Application.Answer exchange(String subject, String wanted) {
            var who = new DmpStage.SignedIn(
                    camille.person(), camille.opened().session(), dpi().registered(), dpi().secret(), subject);
            return token(DmpStage.form(who)
                    .but("requested_token_type", "urn:ietf:params:oauth:token-type:" + wanted)
                    .parameters());
        }

        String introspected(String token) {
            return Said.by(client.call(ClientEndpoint.INTROSPECTION, "private_key_jwt", Map.of("token", token)));
        }
    }

    Scene scene() {
        var known = provider.application();
        var registered = registered(known.registered());
        clients.put(registered);
        var client = new ProvingApplication(new Application(known.issuer(), registered, ""));
        var camille = provider.signIn();
        var tokens = FapiStage.token(
                client,
                FapiStage.redemption(provider.code(camille, client.dpi())),
                client.claims().build());
        var bound = FapiStage.token(
                client,
                FapiStage.redemption(provider.code(camille, client.dpi())),
                client.claims().build(),
                "DPoP",
                PROOF.proof("POST", client.dpi().issuer() + ClientEndpoint.TOKEN.path(), nonces.current()));
        return new Scene(client, camille, tokens, bound.text("access_token"));
    }

    private static RelyingApplication registered(RelyingApplication known) {
        return ExampleApplication.like(known)
                .authentication("private_key_jwt", Optional.empty())
                .keys(ProvingApplication.KEY.registered())
                .scopes("openid", "profile", "rpps", "work_situation", "labo:read")
                .grants(Set.of(
                        "authorization_code",
                        "refresh_token",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:token-exchange"))
                .dmp(Optional.of(DmpFixture.software()))
                .tokens(SIGNED_USERINFO)
                .get();
    }

    String object(Kind kind, Scene scene) {
        var dpi = scene.dpi();
        return switch (kind) {
            case CODE -> provider.code(scene.camille(), dpi);
            case REFRESH_TOKEN -> scene.tokens().text("refresh_token");
            case ACCESS_TOKEN -> scene.tokens().text("access_token");
            case MACHINE_TOKEN ->
                scene.token(Map.of("grant_type", "client_credentials")).text("access_token");
            case ID_TOKEN -> scene.tokens().text("id_token");
            case LOGOUT_TOKEN -> logoutTokens.token(notice(scene), dpi.registered());
            case USERINFO -> dpi.userInfo(scene.tokens().text("access_token")).body();
            case VIHF -> exchanged(scene, "saml2");
            case VIHF_CONTEXT -> exchanged(scene, "jwt");
            case REQUEST_OBJECT -> requestObject(dpi);
            case CLIENT_ASSERTION ->
                ProvingApplication.KEY.sign(scene.client().claims().build());
            case DPOP_PROOF -> proof(scene);
            case REQUEST_URI -> pushed(scene);
            case REQUEST_URI_ID -> pushed(scene).replaceFirst(".*:", "");
            case SID -> scene.camille().sid();
            case SESSION_COOKIE -> scene.camille().opened().cookie();
            case ACTIVATION_CODE -> activationCode(scene);
        };
    }

    private String proof(Scene scene) {
        return PROOF.proof(
                "GET",
                scene.dpi().issuer() + ResourceErrors.USERINFO,
                nonces.current(),
                claims -> claims.claim("ath", ProofKey.hash(scene.bound())));
    }

    private static LogoutNotice notice(Scene scene) {
        return new LogoutNotice(
                scene.camille().sid(),
                scene.dpi().registered().id(),
                scene.camille().person().id(),
                LogoutNotice.State.DUE,
                0,
                Optional.empty(),
                Instant.now());
    }

    private static String exchanged(Scene scene, String wanted) {
        return scene.exchange(scene.tokens().text("access_token"), wanted).text("access_token");
    }

    static String requestObject(Application dpi) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(dpi.registered().id())
                .audience(dpi.issuer())
                .expirationTime(ProvingApplication.in(60));
        dpi.request().forEach(claims::claim);
        return ProvingApplication.KEY.sign(claims.build());
    }

    private static String pushed(Scene scene) {
        return scene.client()
                .call(ClientEndpoint.PAR, "private_key_jwt", scene.dpi().request())
                .text("request_uri");
    }

    private String activationCode(Scene scene) {
        var order = new ActivationOrder(
                scene.camille().person().id().toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "test");
        return ((ActivationDesk.Result.Made) activations.make(order)).code();
    }
}
