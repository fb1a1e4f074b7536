package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A relying application and the browser in front of it, over HTTP; nothing is followed or repaired. */
public record Application(String issuer, RelyingApplication registered, String secret) {

    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = Bytes.of(VERIFIER.getBytes(UTF_8)).sha256().toBase64Url();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** An answer and what can be read from it. */
    public record Answer(int status, java.net.http.HttpHeaders headers, String body) {

        public Map<String, Object> json() {
            return JSON.readValue(body, OBJECT);
        }

        public String text(String member) {
            return Objects.toString(json().get(member), "");
        }

        /** Parameters of the redirect. */
        public Map<String, String> redirect() {
            String query = Objects.requireNonNullElse(URI.create(location()).getRawQuery(), "");
            return Arrays.stream(query.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        }

        public String location() {
            return headers.firstValue("Location").orElse("");
        }
    }

    public Map<String, String> request() {
        var request = new LinkedHashMap<String, String>();
        request.put("response_type", "code");
        request.put("client_id", registered.id());
        request.put("redirect_uri", ProviderFixture.REDIRECT);
        request.put("scope", "openid profile rpps work_situation");
        request.put("state", "s t+a%te&");
        request.put("nonce", "n-0S6_WzA2Mj");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        return request;
    }

    public Answer authorize(ProviderFixture.SignedIn person, Map<String, String> request) {
        return get(
                "/oauth2/authorize?" + form(request),
                "Cookie",
                "hc_session=" + person.opened().cookie(),
                "Accept",
                "text/html");
    }

    /** Redeems the code, with {@code changes} to a right request. */
    public Answer redeem(Map<String, String> changes) {
        var request = new LinkedHashMap<String, String>();
        request.put("grant_type", "authorization_code");
        request.put("redirect_uri", ProviderFixture.REDIRECT);
        request.put("code_verifier", VERIFIER);
        request.putAll(changes);
        return post("/oauth2/token", request);
    }

    /** With more headers, a proof for instance. */
    public Answer redeem(String code, String... headers) {
        var request = new LinkedHashMap<String, String>();
        request.put("grant_type", "authorization_code");
        request.put("redirect_uri", ProviderFixture.REDIRECT);
        request.put("code_verifier", VERIFIER);
        request.put("code", code);
        return postAs("/oauth2/token", request, headers);
    }

    public Answer refresh(String token, String... headers) {
        return postAs("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token), headers);
    }

    public boolean isActive(String token) {
        return Boolean.TRUE.equals(
                post("/oauth2/introspect", Map.of("token", token)).json().get("active"));
    }

    public Answer userInfo(String token) {
        return get("/userinfo", "Authorization", "Bearer " + token);
    }

    /** With the client's own authentication. */
    public Answer post(String path, Map<String, String> form) {
        return postAs(path, form);
    }

    /** The same with more headers; a public client names itself. */
    public Answer postAs(String path, Map<String, String> form, String... headers) {
        if (registered.isPublic()) {
            var named = new LinkedHashMap<>(form);
            named.put("client_id", registered.id());
            return post(path, form(named), headers);
        }
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = basic();
        return post(path, form(form), all);
    }

    String basic() {
        String credentials = registered.id() + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    public Answer post(String path, String form, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(issuer + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                headers);
    }

    public Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(issuer + path)).GET(), headers);
    }

    private static Answer send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
