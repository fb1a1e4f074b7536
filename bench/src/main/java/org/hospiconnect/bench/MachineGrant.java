package org.hospiconnect.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hospiconnect.journeys.WardSettings;
import tools.jackson.databind.json.JsonMapper;

/** The grant that both providers answer: {@code client_credentials}, {@code client_secret_basic}. */
record MachineGrant(String address, String secret) {

    static final String BODY = "grant_type=client_credentials&scope=" + WardSettings.MACHINE_SCOPE;

    static String basic(String client, String secret) {
        byte[] pair = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Otherwise the ratio compares two different things. */
    void mustBeSignedWithEs256() {
        String answer = ask();
        String token = new JsonMapper().readTree(answer).path("access_token").asString("");
        if (!"ES256".equals(algorithm(token))) {
            throw new IllegalStateException(address + " answers no JWT signed with ES256");
        }
    }

    static String algorithm(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return "";
        }
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, dot));
        return new JsonMapper().readTree(header).path("alg").asString("");
    }

    private String ask() {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", basic(WardSettings.MACHINE, secret))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
