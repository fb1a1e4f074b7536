package org.hospiconnect.bench;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hospiconnect.journeys.WardSettings;

/** What browsers and applications do, as Gatling sends it. The session's {@code clinician} is who does it. */
final class Flows {

    static final String CLINICIAN = "clinician";

    private static final String STATUS = "status";
    private static final String INS = "259039935001271^^^&1.2.250.1.213.1.4.10&ISO^NH";

    private final String address;
    private final String secret;
    private final String machine;
    private final Queue<String> opened;
    private final Map<Integer, Long> storm;

    Flows(Load.Target target) {
        this.address = target.address();
        this.secret = target.secret();
        this.machine = target.machine();
        this.opened = target.opened();
        this.storm = target.storm();
    }

    /** Nobody is behind it; signed with ES256 as for people. */
    ChainBuilder clientCredentials() {
        return exec(http("client credentials")
                .post("/oauth2/token")
                .basicAuth(WardSettings.MACHINE, machine)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", WardSettings.MACHINE_SCOPE)
                .check(status().is(200), regex("\"access_token\":\"([^\"]+)")));
    }

    /** In a fresh browser: authorization request, page, challenge, signed answer, code, tokens. */
    ChainBuilder signIn() {
        return exec(flushCookieJar())
                .exec(Flows::drawVerifier)
                .exec(authorize())
                .exec(ceremony("challenge", "/signin/webauthn/challenge")
                        .check(status().is(200), bodyString().saveAs("options")))
                .exec(session -> session.set("credential", clinician(session).answer(text(session, "options"))))
                .exec(leading(ceremony("answer", "/signin/webauthn").formParam("credential", "#{credential}")))
                .exec(leading(http("code").get("#{next}"))
                        .check(headerRegex("Location", "[?&]code=([^&]+)").saveAs("code")))
                .exec(keeping(token("tokens")
                        .formParam("grant_type", "authorization_code")
                        .formParam("code", "#{code}")
                        .formParam("redirect_uri", WardSettings.REDIRECT)
                        .formParam("code_verifier", "#{verifier}")))
                .exec(Flows::keep);
    }

    /** The page on which a stranger types. */
    ChainBuilder passwordPage() {
        return exec(flushCookieJar()).exec(Flows::drawVerifier).exec(authorize());
    }

    /** Each time for another name, so that each is worth a check. */
    ChainBuilder wrongPassword() {
        return exec(ceremony("wrong password", "/signin/totp")
                        .formParam("name", _ -> UUID.randomUUID().toString())
                        .formParam("password", "not the password")
                        .formParam("code", "000000")
                        .check(status().saveAs(STATUS), status().in(403, 503)))
                .exec(this::answered);
    }

    private Session answered(Session session) {
        storm.merge(session.getInt(STATUS), 1L, Long::sum);
        return session.markAsSucceeded();
    }

    /** A sign-in whose session is asked for later. */
    ChainBuilder open() {
        return exec(signIn()).exec(this::note);
    }

    private Session note(Session session) {
        opened.add(access(session));
        return session;
    }

    private HttpRequestActionBuilder ceremony(String name, String path) {
        return http(name)
                .post(path)
                .header("Origin", address)
                .formParam("s", "#{s}")
                .formParam("csrf", "#{csrf}");
    }

    private static HttpRequestActionBuilder leading(HttpRequestActionBuilder request) {
        return request.disableFollowRedirect()
                .check(status().in(302, 303), header("Location").saveAs("next"));
    }

    private static HttpRequestActionBuilder keeping(HttpRequestActionBuilder request) {
        return request.check(regex("\"access_token\":\"([^\"]+)").saveAs("access"))
                .check(regex("\"refresh_token\":\"([^\"]+)").saveAs("refresh"));
    }

    private static HttpRequestActionBuilder authorize() {
        return http("authorize")
                .get("/oauth2/authorize")
                .queryParam("response_type", "code")
                .queryParam("client_id", WardSettings.CLIENT)
                .queryParam("redirect_uri", WardSettings.REDIRECT)
                .queryParam("scope", "openid profile rpps work_situation")
                .queryParam("state", "#{verifier}")
                .queryParam("nonce", "#{verifier}")
                .queryParam("code_challenge", "#{challenge}")
                .queryParam("code_challenge_method", "S256")
                .check(
                        status().is(200),
                        regex("name=\"s\" value=\"([^\"]+)").saveAs("s"),
                        regex("name=\"csrf\" value=\"([^\"]+)").saveAs("csrf"));
    }

    ChainBuilder refresh() {
        return exec(keeping(token("refresh")
                        .formParam("grant_type", "refresh_token")
                        .formParam(
                                "refresh_token",
                                session -> clinician(session).tokens().refresh())))
                .exec(Flows::keep);
    }

    ChainBuilder introspect() {
        return exec(http("introspect")
                .post("/oauth2/introspect")
                .basicAuth(WardSettings.CLIENT, secret)
                .formParam("token", Flows::access)
                .check(status().is(200), regex("\"active\":true")));
    }

    ChainBuilder userInfo() {
        return exec(http("userinfo")
                .get("/userinfo")
                .header("Authorization", session -> "Bearer " + access(session))
                .check(status().is(200), regex("\"sub\"")));
    }

    /** The assertion itself, sealed. */
    ChainBuilder vihf() {
        return exec(token("vihf")
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", Flows::access)
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .formParam("audience", "urn:dmp")
                .formParam("requested_token_type", "urn:ietf:params:oauth:token-type:saml2")
                .formParam("patient_ins", INS)
                .formParam("purpose_of_use", "normal")
                .check(regex("\"access_token\":\"([^\"]+)")));
    }

    private HttpRequestActionBuilder token(String name) {
        return http(name)
                .post("/oauth2/token")
                .basicAuth(WardSettings.CLIENT, secret)
                .check(status().is(200));
    }

    private static Session drawVerifier(Session session) {
        byte[] drawn = new byte[32];
        ThreadLocalRandom.current().nextBytes(drawn);
        String verifier = encode(drawn);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return session.set("verifier", verifier).set("challenge", encode(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Session keep(Session session) {
        clinician(session).keep(new Clinician.Tokens(text(session, "access"), text(session, "refresh")));
        return session;
    }

    private static Clinician clinician(Session session) {
        return Objects.requireNonNull(session.get(CLINICIAN));
    }

    private static String access(Session session) {
        return clinician(session).tokens().access();
    }

    private static String text(Session session, String name) {
        return Objects.requireNonNull(session.getString(name));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
