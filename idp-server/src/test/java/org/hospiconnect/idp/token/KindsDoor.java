package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.token.KindsStage.Kind;
import org.hospiconnect.idp.token.KindsStage.Scene;

/** Where something is shown, what belongs there, and what is said of anything else: a fault of ours is no refusal. */
enum KindsDoor {
    CODE_GRANT("400 invalid_grant"),
    REFRESH_GRANT("400 invalid_grant"),
    SUBJECT_TOKEN("400 invalid_request"),
    USERINFO("401 invalid_token"),
    INTROSPECTION("200 inactive"),
    /** RFC 7009 §2.2: the answer is the same, and nothing is ended. */
    REVOCATION("200 page"),
    ASSERTION("401 invalid_client"),
    REQUEST("303 invalid_request_object"),
    REQUEST_URI("303 request_uri_not_supported"),
    DPOP("401 invalid_dpop_proof"),
    HINT("303 invalid_request"),
    LOGOUT_HINT("200 page"),
    COOKIE("302 /signin/webauthn");

    private static final int LONGEST_PARAMETER = 2048;

    private final String refusal;

    KindsDoor(String refusal) {
        this.refusal = refusal;
    }

    private Set<Kind> kinds() {
        return switch (this) {
            case CODE_GRANT -> Set.of(Kind.CODE);
            case REFRESH_GRANT -> Set.of(Kind.REFRESH_TOKEN);
            case SUBJECT_TOKEN, USERINFO -> Set.of(Kind.ACCESS_TOKEN);
            case INTROSPECTION, REVOCATION -> Set.of(Kind.ACCESS_TOKEN, Kind.REFRESH_TOKEN, Kind.MACHINE_TOKEN);
            case ASSERTION -> Set.of(Kind.CLIENT_ASSERTION);
            case REQUEST -> Set.of(Kind.REQUEST_OBJECT);
            case REQUEST_URI -> Set.of(Kind.REQUEST_URI);
            case DPOP -> Set.of(Kind.DPOP_PROOF);
            case HINT, LOGOUT_HINT -> Set.of(Kind.ID_TOKEN);
            case COOKIE -> Set.of(Kind.SESSION_COOKIE);
        };
    }

    Application.Answer show(Scene scene, String object) {
        var client = scene.client();
        var dpi = scene.dpi();
        return switch (this) {
            case CODE_GRANT -> scene.token(FapiStage.redemption(object));
            case REFRESH_GRANT -> scene.token(Map.of("grant_type", "refresh_token", "refresh_token", object));
            case SUBJECT_TOKEN -> scene.exchange(object, "saml2");
            case USERINFO -> dpi.userInfo(object);
            case INTROSPECTION, REVOCATION ->
                client.call(ClientEndpoint.valueOf(name()), "private_key_jwt", Map.of("token", object));
            case ASSERTION -> client.asserting(ClientEndpoint.REVOCATION, object);
            case REQUEST, REQUEST_URI, HINT -> dpi.authorize(scene.camille(), with(dpi, object));
            case DPOP -> dpi.get("/userinfo", "Authorization", "DPoP " + scene.bound(), "DPoP", object);
            case LOGOUT_HINT -> dpi.get("/connect/logout?" + signOut(object), "Cookie", scene.cookie());
            case COOKIE -> {
                String path = "/oauth2/authorize?" + Application.form(dpi.request());
                yield dpi.get(path, "Cookie", "hc_session=" + object, "Accept", "text/html");
            }
        };
    }

    private Map<String, String> with(Application dpi, String object) {
        var request = new LinkedHashMap<>(dpi.request());
        request.put(
                switch (this) {
                    case REQUEST -> "request";
                    case REQUEST_URI -> "request_uri";
                    default -> "id_token_hint";
                },
                object);
        return request;
    }

    private static String signOut(String hint) {
        return Application.form(
                Map.of("id_token_hint", hint, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT));
    }

    void opens(Scene scene, String object, Application.Answer answer) {
        switch (this) {
            case REQUEST, REQUEST_URI, HINT, COOKIE ->
                assertThat(answer.redirect()).as("%s", this).containsKey("code");
            case INTROSPECTION -> assertThat(Said.by(answer)).isEqualTo("200 active");
            case REVOCATION -> assertThat(scene.introspected(object)).isEqualTo("200 inactive");
            case LOGOUT_HINT -> assertThat(answer.location()).startsWith(ProviderFixture.AFTER_LOGOUT);
            default -> assertThat(answer.status()).as("%s", this).isEqualTo(200);
        }
    }

    void refuses(String object, Application.Answer answer) {
        // longer than any parameter but a signed one may be
        boolean tooLong = this == REQUEST_URI && object.length() > LONGEST_PARAMETER;
        assertThat(Said.by(answer))
                .as("%s: %s", this, answer.body())
                .isEqualTo(tooLong ? "303 invalid_request" : refusal);
    }

    String refusal() {
        return refusal;
    }

    boolean isFor(Kind kind) {
        return kinds().contains(kind);
    }

    /** Where an object of this kind belongs first of all. */
    static Optional<KindsDoor> of(Kind kind) {
        return Arrays.stream(values()).filter(door -> door.isFor(kind)).findFirst();
    }
}
