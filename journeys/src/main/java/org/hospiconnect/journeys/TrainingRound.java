package org.hospiconnect.journeys;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What applications and one person ask of the server in a working day, again and again, over kept connections. */
final class TrainingRound {

    /** Fixed, of the length that is asked: nobody else hears these requests. */
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more";

    /** RFC 7636 appendix B's method on that verifier. */
    private static final String CHALLENGE =
            SoftwareAuthenticator.encode(SoftwareAuthenticator.sha256(VERIFIER.getBytes(StandardCharsets.US_ASCII)));

    private static final int AS_OFTEN = 3;
    private static final String PATIENT = "259039935001271^^^&1.2.250.1.213.1.4.10&ISO^NH";
    private static final Pattern FIELD = Pattern.compile("name=\"(s|csrf)\" value=\"([^\"]+)");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern ACCESS = Pattern.compile("\"access_token\":\"([^\"]+)");
    private static final Pattern REFRESH = Pattern.compile("\"refresh_token\":\"([^\"]+)");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String address;
    private final SoftwareAuthenticator key;
    private final String application;
    private final String machine;

    TrainingRound(String address, Path folder, SoftwareAuthenticator key) {
        this.address = address;
        this.key = key;
        this.application = basic(WardSettings.CLIENT, WardSettings.secret(folder, WardSettings.CLIENT));
        this.machine = basic(WardSettings.MACHINE, WardSettings.secret(folder, WardSettings.MACHINE));
    }

    void walk() {
        String tokens = signIn();
        String access = found(ACCESS, tokens);
        for (int time = 0; time < AS_OFTEN; time++) {
            ask(post("/oauth2/introspect", Map.of("token", access), application));
            ask(to("/userinfo").header("Authorization", "Bearer " + access));
            token(machine, Map.of("grant_type", "client_credentials", "scope", WardSettings.MACHINE_SCOPE));
        }
        openDmp(access);
        token(application, Map.of("grant_type", "refresh_token", "refresh_token", found(REFRESH, tokens)));
    }

    /** In a fresh browser: authorization request, page, challenge, signed answer, code, tokens. */
    private String signIn() {
        cookies.getCookieStore().removeAll();
        String page = ask(
                follow(ask(to("/oauth2/authorize?response_type=code&state=s&nonce=n&client_id=" + WardSettings.CLIENT
                        + "&scope=openid+profile+rpps+work_situation&redirect_uri=" + encoded(WardSettings.REDIRECT)
                        + "&code_challenge=" + CHALLENGE + "&code_challenge_method=S256"))));
        Map<String, String> form = FIELD.matcher(page)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (first, _) -> first));
        String options = ask(ceremony("/signin/webauthn/challenge", form));
        var answer = new HashMap<>(form);
        answer.put("credential", key.get(options));
        String next = ask(ceremony("/signin/webauthn", answer));
        String code = found(CODE, ask(follow(next)));
        return token(
                application,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        WardSettings.REDIRECT,
                        "code_verifier",
                        VERIFIER));
    }

    private void openDmp(String access) {
        token(
                application,
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", access,
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                        "audience", "urn:dmp",
                        "requested_token_type", "urn:ietf:params:oauth:token-type:saml2",
                        "patient_ins", PATIENT,
                        "purpose_of_use", "normal"));
    }

    private String token(String credentials, Map<String, String> fields) {
        return ask(post("/oauth2/token", fields, credentials));
    }

    private HttpRequest.Builder ceremony(String path, Map<String, String> fields) {
        return form(path, fields).header("Origin", address);
    }

    private HttpRequest.Builder post(String path, Map<String, String> fields, String credentials) {
        return form(path, fields).header("Authorization", credentials);
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder follow(String location) {
        return HttpRequest.newBuilder(URI.create(address).resolve(location));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    /** The page, or where it sends the browser. */
    private String ask(HttpRequest.Builder asked) {
        try {
            var answer = http.send(asked.header("Accept-Language", "fr").build(), HttpResponse.BodyHandlers.ofString());
            StepFailed.unless(
                    answer.statusCode() < 400,
                    answer.uri().getPath() + " answers " + answer.statusCode() + ": " + answer.body());
            return answer.headers().firstValue("Location").orElse(answer.body());
        } catch (IOException unreachable) {
            throw new StepFailed(address + " does not answer: " + unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StepFailed("stopped");
        }
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        StepFailed.unless(matcher.find(), "no " + pattern + " in an answer");
        return matcher.group(1);
    }

    private static String basic(String client, String secret) {
        byte[] pair = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
