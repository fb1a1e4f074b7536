package org.hospiconnect.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The walker's own feet: forms, cookies, redirections, commands; and that it says no. */
class DemoCheckPartsTest {

    private final HttpServer server;
    private volatile String posted = "";

    DemoCheckPartsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/form", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "who=me; Path=/; HttpOnly");
            answer(
                    exchange,
                    200,
                    "<form id=f action='/post?x=1'><input type=hidden name=csrf value='a&b'><input name=typed></form>");
        });
        server.createContext("/post", exchange -> {
            posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/end");
            answer(exchange, 302, "");
        });
        server.createContext(
                "/end",
                exchange -> answer(
                        exchange,
                        200,
                        "<p id=cookie>" + exchange.getRequestHeaders().getFirst("Cookie") + "</p>"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_form_is_sent_with_its_hidden_fields_and_cookies_come_along() {
        var visitor = new Visitor();

        var end = visitor.submit(visitor.visit(address("/form")), "#f", Map.of("typed", "é"));

        assertThat(posted).contains("csrf=a%26b", "typed=%C3%A9");
        assertThat(end.text("#cookie")).isEqualTo("who=me");
        assertThat(end.at().getPath()).isEqualTo("/end");
    }

    @Test
    void what_is_missing_fails_the_step_and_says_where() {
        assertThatThrownBy(() -> new Visitor().visit(address("/end")).text("#patient"))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("#patient")
                .hasMessageContaining("/end");
        assertThatThrownBy(() -> new Visitor().visit("http://localhost:1/")).isInstanceOf(StepFailed.class);
    }

    @Test
    void a_command_is_read_or_fails_the_step() {
        var shell = new Operator("/bin/echo");

        assertThat(shell.read(Pattern.compile("code: (\\S+)"), List.of("code:", "A1B2")))
                .isEqualTo("A1B2");
        assertThatThrownBy(() -> shell.read(Pattern.compile("code: (\\S+)"), List.of("nothing")))
                .isInstanceOf(StepFailed.class);
        assertThatThrownBy(() -> new Operator("/bin/false").read(Pattern.compile("(.)"), List.of()))
                .isInstanceOf(StepFailed.class);
        assertThatThrownBy(() -> new Operator("/no/such").run()).isInstanceOf(StepFailed.class);
    }

    @Test
    void the_place_is_the_demos_unless_said_otherwise() {
        var place = DemoPlace.of(new String[] {"--dpi=http://localhost:18080", "--data=/tmp/d"});

        assertThat(place.dpi()).isEqualTo("http://localhost:18080");
        assertThat(place.data()).isEqualTo(Path.of("/tmp/d"));
        assertThat(place.idp()).isEqualTo("http://localhost:9000");
    }

    private String address(String path) {
        return "http://localhost:" + Objects.requireNonNull(server.getAddress()).getPort() + path;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
