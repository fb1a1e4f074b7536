package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What an operator's Prometheus reads on the management port. */
@JourneyTest
@Requirement("HC-METRICS")
@TestPropertySource(
        properties = "management.prometheus.metrics.export.enabled=true") // tests export nothing by themselves
@DirtiesContext
class MetricsJourneyTest {

    /** The JVM names a pause, say, when it first makes one. */
    private static final int OWN_SERIES = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final Environment settings;

    @LocalManagementPort
    private int port;

    @Autowired
    MetricsJourneyTest(AddressSettings address, Environment settings) {
        this.base = address.issuer().toString();
        this.settings = settings;
    }

    @Test
    void it_tells_requests_connections_and_memory_and_names_nothing_that_strangers_send() throws Exception {
        strangers("warm", 60);
        long before = series();

        strangers("mallory", 300);

        String told = management("/actuator/prometheus").body();
        assertThat(told)
                .contains("http_server_requests_seconds_count", "hikaricp_connections_active", "jvm_memory_used_bytes")
                .doesNotContain("mallory");
        assertThat(series()).isLessThanOrEqualTo(before + OWN_SERIES);
    }

    @Test
    void what_is_refused_at_the_edge_is_counted() throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                        .PUT(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());

        assertThat(management("/actuator/prometheus").body()).contains("http_server_refused_total{status=\"405\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "configprops", "heapdump", "loggers", "metrics", "shutdown", "mappings"})
    void nothing_else_is_exposed(String endpoint) throws Exception {
        assertThat(management("/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @Test
    void only_this_machine_may_ask() {
        assertThat(settings.getProperty("management.server.address")).isEqualTo("127.0.0.1");
    }

    private void strangers(String name, int many) throws IOException, InterruptedException {
        for (int i = 0; i < many; i++) {
            String word = name + i;
            var request = HttpRequest.newBuilder(
                            URI.create(base + (i % 2 == 0 ? "/oauth2/authorize?client_id=" : "/") + word))
                    .header("User-Agent", word)
                    .method(i % 3 == 0 ? word : "GET", BodyPublishers.noBody())
                    .build();
            HTTP.send(request, BodyHandlers.discarding());
        }
    }

    private long series() throws IOException, InterruptedException {
        return management("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }

    private HttpResponse<String> management(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
