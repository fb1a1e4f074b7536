package org.hospiconnect.dpi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import tools.jackson.databind.json.JsonMapper;

/** The identity provider as the DPI's tests need it: who signs in, how strongly, and what is refused, is set by each test. */
public final class StubProvider {

    public static final String BASE = "https://levels.example/acr/";

    private static final String INVALID_GRANT = "{\"error\":\"invalid_grant\"}";

    private final HttpServer server;
    private final ECKey key;
    private final StubPushed pushed = new StubPushed();
    private final StubProofs proofs = new StubProofs();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();

    /** Requests to the authorization and to the token endpoint, newest last. */
    public final Deque<Map<String, String>> authorizations = new ConcurrentLinkedDeque<>();

    public final Deque<Map<String, String>> tokenRequests = new ConcurrentLinkedDeque<>();

    final StubActivity activity = new StubActivity();

    private volatile Person person = Person.usual();
    private volatile String refusal = "";
    private volatile String exchangeRefusal = "";
    private volatile String tokenType = "DPoP";
    private volatile int accessLife = 300;
    private volatile boolean forgetsNonce;

    public StubProvider() {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        server.createContext("/oauth2/authorize", this::authorize);
        server.createContext("/oauth2/par", exchange -> {
            var kept =
                    pushed.take(exchange.getRequestHeaders().getFirst("Authorization"), StubHttp.parameters(exchange));
            StubHttp.answer(exchange, kept.status(), kept.body());
        });
        server.createContext("/oauth2/token", this::token);
        server.createContext("/userinfo", this::userInfo);
        server.createContext("/session/activity", activity::take);
        server.createContext(
                "/oauth2/jwks", exchange -> StubHttp.answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void reset() {
        person = Person.usual();
        pushed.refuse(StubPushed.NOTHING);
        proofs.reset();
        tokenType = "DPoP";
        refusal = "";
        exchangeRefusal = "";
        accessLife = 300;
        forgetsNonce = false;
        activity.answer(200);
        activity.lastFor(1800);
    }

    void next(Person other) {
        person = other;
    }

    public void refuseAuthorization(String error) {
        refusal = error;
    }

    void refusePushed(StubPushed.Answer answer) {
        pushed.refuse(answer);
    }

    public void refuseExchange(String answer) {
        exchangeRefusal = answer;
    }

    public void giveAccessFor(int seconds) {
        accessLife = seconds;
    }

    StubProofs proofs() {
        return proofs;
    }

    /** As a provider that knows nothing of proofs. */
    void giveBearerTokens() {
        tokenType = "Bearer";
    }

    public void forgetNonce() {
        forgetsNonce = true;
    }

    /** A token signed with the provider's key. */
    public String signed(String type, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID("k1")
                    .type(new JOSEObjectType(type))
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public JWTClaimsSet.Builder accessClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(person.subject())
                .audience("sample-dpi")
                .claim("client_id", "sample-dpi")
                .claim("acr", BASE + person.level())
                .claim("auth_time", Instant.now().getEpochSecond() - person.age())
                .claim("sid", person.sid())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = pushed.claim(StubHttp.form(exchange.getRequestURI().getRawQuery()));
        if (asked.isEmpty()) {
            StubHttp.answer(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        var request = asked.get();
        authorizations.add(request);
        String code = UUID.randomUUID().toString();
        codes.put(code, request);
        String result = refusal.isEmpty() ? "code=" + code : "error=" + refusal;
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        request.get("redirect_uri") + "?" + result + "&state="
                                + URLEncoder.encode(String.valueOf(request.get("state")), StandardCharsets.UTF_8));
        StubHttp.answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        var request = StubHttp.parameters(exchange);
        request.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        tokenRequests.add(request);
        switch (proofs.atTokenEndpoint(exchange, URI.create(issuer() + "/oauth2/token"))) {
            case StubProofs.Verdict.Refused(var error) ->
                StubHttp.answer(exchange, 400, "{\"error\":\"" + error + "\"}");
            case StubProofs.Verdict.Proved(var thumbprint) -> granted(exchange, request, thumbprint);
        }
    }

    private void granted(HttpExchange exchange, Map<String, String> request, String thumbprint) throws IOException {
        switch (String.valueOf(request.get("grant_type"))) {
            case "authorization_code" -> {
                var asked = Objects.requireNonNull(codes.remove(String.valueOf(request.get("code"))));
                boolean isTheirs = thumbprint.equals(asked.getOrDefault("dpop_jkt", ""));
                StubHttp.answer(exchange, isTheirs ? 200 : 400, isTheirs ? tokens(asked, thumbprint) : INVALID_GRANT);
            }
            case "refresh_token" -> {
                boolean isAlive = !refusal.equals("ended");
                StubHttp.answer(exchange, isAlive ? 200 : 400, isAlive ? tokens(Map.of(), thumbprint) : INVALID_GRANT);
            }
            default -> exchange(exchange);
        }
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        boolean isProved = proofs.atResource(exchange, URI.create(issuer() + "/userinfo"));
        StubHttp.answer(
                exchange,
                isProved ? 200 : 401,
                "{\"sub\":\"" + person.subject() + "\",\"given_name\":\"Élise\",\"family_name\":\"EXEMPLE\"}");
    }

    private void exchange(HttpExchange exchange) throws IOException {
        if (!exchangeRefusal.isEmpty()) {
            StubHttp.answer(exchange, 400, exchangeRefusal);
            return;
        }
        var token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(assertion().getBytes(StandardCharsets.UTF_8));
        StubHttp.answer(
                exchange,
                200,
                json.writeValueAsString(Map.of(
                        "access_token",
                        token,
                        "issued_token_type",
                        "urn:ietf:params:oauth:token-type:saml2",
                        "token_type",
                        "N_A",
                        "expires_in",
                        300)));
    }

    /** Not a VIHF: what the DPI must carry without touching it, odd blanks and an accent included. */
    public static String assertion() {
        return "<saml:Assertion  xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID='_1'><a>é\n</a></saml:Assertion>";
    }

    private String tokens(Map<String, String> authorization, String thumbprint) {
        var answer = new HashMap<String, Object>(Map.of(
                "access_token",
                signed("at+jwt", bound(accessClaims(), thumbprint)),
                "refresh_token",
                UUID.randomUUID().toString(),
                "token_type",
                tokenType,
                "expires_in",
                accessLife,
                "scope",
                "openid profile rpps work_situation"));
        answer.put("id_token", signed("JWT", idClaims(authorization)));
        return json.writeValueAsString(answer);
    }

    private static JWTClaimsSet bound(JWTClaimsSet.Builder claims, String thumbprint) {
        return (thumbprint.isEmpty() ? claims : claims.claim("cnf", Map.of("jkt", thumbprint))).build();
    }

    private JWTClaimsSet idClaims(Map<String, String> authorization) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(person.subject())
                .audience("sample-dpi")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("auth_time", now.getEpochSecond() - person.age())
                .claim("nonce", forgetsNonce ? "other" : authorization.get("nonce"))
                .claim("acr", BASE + person.level())
                .claim("amr", List.of("hwk", "user"))
                .claim("sid", person.sid())
                .claim("given_name", "Élise")
                .claim("family_name", "EXEMPLE")
                .claim("matricule", person.matricule())
                .claim(
                        "work_situation",
                        Map.of(
                                "profession", Map.of("code", "10", "label", "Médecin"),
                                "savoir_faire", Map.of("code", "SM04", "label", "Cardiologie"),
                                "structure_name", "CH FICTIF DE VALMONT"))
                .build();
    }
}
