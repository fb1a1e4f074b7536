package org.hospiconnect.idp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A browser at an address of its own, which follows redirections and keeps cookies. */
final class Peer {

    private final String issuer;
    private final String address;
    private final HttpClient http;
    private Map<String, String> form = Map.of();

    Peer(String issuer, String address) {
        this.issuer = issuer;
        this.address = address;
        try {
            this.http = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    String address() {
        return address;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** @param headers name and value, one after the other */
    Answer post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = request(path)
                .header("Origin", issuer)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The hidden fields of the page of a sign-in, which is begun once. */
    Map<String, String> form(Supplier<String> request) {
        if (form.isEmpty()) {
            var page = Jsoup.parse(get(request.get()).body());
            form = Map.of(
                    "s", page.select("input[name=s]").attr("value"),
                    "csrf", page.select("input[name=csrf]").attr("value"));
        }
        return new HashMap<>(form);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(issuer.replace("localhost", "127.0.0.1") + path))
                .header("Accept", "text/html, application/json;q=0.9");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var headers = answer.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                            header -> header.getValue().getFirst()));
            return new Answer(answer.statusCode(), headers, answer.body());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
