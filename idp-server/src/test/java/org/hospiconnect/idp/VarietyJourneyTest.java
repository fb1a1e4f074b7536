package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Strangers choose every word of a request: none of them becomes a series, a key or an entry that stays. */
@JourneyTest
class VarietyJourneyTest {

    private static final int KINDS = 9;
    private static final int AT_ONCE = 8;
    private static final int WARM_UP = 50 * KINDS;
    private static final long MOST_GROWTH = 32L << 20;
    /** The JVM names a pause, say, when it first makes one. */
    private static final int OWN_SERIES = 20;

    private static final String REDIRECT = "https://dpi.example/cb";

    private final MeterRegistry meters;
    private final RedisConnectionFactory redis;
    private final String base;
    private final String client = "app-" + UUID.randomUUID();

    @Autowired
    VarietyJourneyTest(MeterRegistry meters, RedisConnectionFactory redis, Clients clients, AddressSettings address) {
        this.meters = meters;
        this.redis = redis;
        this.base = address.issuer().toString();
        clients.put(ExampleApplication.one(client)
                .authentication("none", Optional.empty())
                .redirectUris(REDIRECT)
                .get());
    }

    @Test
    @Requirement("HC-STRANGERS-VARIETY")
    void requests_of_which_no_two_are_alike_leave_no_trace_of_their_words() throws Exception {
        int requests = Integer.getInteger("hospiconnect.variety", 300 * KINDS);
        send(0, WARM_UP);
        int series = meters.getMeters().size();
        long keys = keys();
        long heap = heap();

        Set<Integer> answers = send(WARM_UP, requests);

        assertThat(answers).allMatch(status -> status < 500);
        assertThat(meters.find("http.server.requests").meters()).isNotEmpty();
        assertThat(meters.getMeters()).hasSizeLessThanOrEqualTo(series + OWN_SERIES);
        assertThat(keys() - keys).isLessThanOrEqualTo(2);
        assertThat(heap() - heap).isLessThan(MOST_GROWTH);
    }

    private Set<Integer> send(int from, int many) throws InterruptedException {
        try (var http = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Integer>> all = IntStream.range(from, from + many)
                    .<Callable<Integer>>mapToObj(i -> () -> status(http, request(i)))
                    .toList();
            return threads.invokeAll(all).stream().map(Future::resultNow).collect(Collectors.toSet());
        }
    }

    private static int status(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(int i) {
        String known = "/oauth2/authorize?response_type=code&prompt=none&client_id=" + client + "&ui_locales=x" + i;
        return switch (i % KINDS) {
            case 0 -> get("/oauth2/authorize?response_type=code&client_id=stranger-" + i, i);
            case 1 -> get(known + "&scope=openid&redirect_uri=https://evil-" + i + ".example/", i);
            case 2 -> get(known + "&redirect_uri=" + REDIRECT + "&scope=openid%20scope-" + i, i);
            case 3 ->
                post(
                        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type"
                                + "%3Ajwt-bearer&client_assertion=" + jwt("JWT", i),
                        i);
            case 4 -> proved(i);
            case 5 ->
                post("grant_type=kind-" + i + "&code=code-" + i + "&client_id=" + client + "&name-" + i + "=x", i);
            case 6 -> get("/page-" + i + "/" + i, i);
            case 7 ->
                from(i, "/userinfo")
                        .header("Authorization", "Bearer token-" + i)
                        .build();
            default ->
                from(i, "/signin").method("METHOD" + i, BodyPublishers.noBody()).build();
        };
    }

    private HttpRequest.Builder from(int i, String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "x" + i + ",de-" + (i % 1000))
                .header("User-Agent", "agent/" + i)
                .header("Cookie", "hc_lang=l" + i + "; hc_session=s" + i);
    }

    private HttpRequest get(String path, int i) {
        return from(i, path).GET().build();
    }

    private HttpRequest post(String form, int i) {
        return from(i, "/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private HttpRequest proved(int i) {
        return from(i, "/oauth2/token")
                .header("DPoP", jwt("dpop+jwt", i))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=x&client_id=" + client))
                .build();
    }

    /** By a key that nobody knows, named differently each time. */
    private String jwt(String type, int i) {
        return encoded("{\"alg\":\"ES256\",\"typ\":\"" + type + "\",\"kid\":\"kid-" + i + "\"}")
                + "."
                + encoded("{\"iss\":\"" + client + "\",\"sub\":\"" + client + "\",\"jti\":\"" + i + "\"}")
                + "."
                + encoded("x".repeat(64));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private long keys() {
        try (var connection = redis.getConnection()) {
            return Optional.ofNullable(connection.serverCommands().dbSize()).orElseThrow();
        }
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
