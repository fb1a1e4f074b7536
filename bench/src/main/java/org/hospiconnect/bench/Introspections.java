package org.hospiconnect.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import org.hospiconnect.journeys.WardSettings;

/** Asks the server itself which sessions stand. */
record Introspections(Load.Target target) {

    /** How many of these tokens' sessions are open. */
    long active(Collection<String> tokens) {
        try (var http = HttpClient.newHttpClient()) {
            long active = 0;
            for (String token : tokens) {
                var answer = http.send(request(token), HttpResponse.BodyHandlers.ofString());
                active += answer.body().contains("\"active\":true") ? 1 : 0;
            }
            return active;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest request(String token) {
        return HttpRequest.newBuilder(URI.create(target.address() + "/oauth2/introspect"))
                .header("Authorization", MachineGrant.basic(WardSettings.CLIENT, target.secret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                .build();
    }
}
