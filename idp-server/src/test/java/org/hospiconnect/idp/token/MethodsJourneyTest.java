package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.ReferencePage;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Methods that an address does not serve, byte by byte on the wire, and addresses that the framework could serve and we do not. */
@JourneyTest
@Import(ProviderFixture.class)
class MethodsJourneyTest {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "XYZZY");

    private static final List<String> USUAL = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final ProviderFixture provider;
    private final AddressSettings address;

    @Autowired
    MethodsJourneyTest(ProviderFixture provider, AddressSettings address) {
        this.provider = provider;
        this.address = address;
    }

    /** As the page of endpoints says. */
    static Stream<Arguments> unserved() {
        return ReferencePage.of("endpoints.md").rows("Methods").stream().flatMap(row -> {
            Set<String> served = new TreeSet<>(Arrays.asList(row.getFirst().split(", ")));
            return METHODS.stream()
                    .filter(method -> !served.contains(method))
                    .map(method -> Arguments.of(method, row.get(1), served));
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("unserved")
    @Requirement("RFC9110-15.5.6")
    void a_method_that_an_address_does_not_serve_hears_which_it_does(String method, String path, Set<String> served)
            throws IOException {
        List<String> answer = ask(method, path);

        assertThat(answer.getFirst()).startsWith("HTTP/1.1 405");
        assertThat(header(answer, "allow"))
                .hasValueSatisfying(allow -> assertThat(new TreeSet<>(Arrays.asList(allow.split(", "))))
                        .isEqualTo(served));
        assertThat(String.join(" ", answer)).doesNotContain("Exception", "mirrored", "Tomcat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks"})
    @Requirement("RFC9110-9.3.2")
    void what_is_read_is_told_without_its_body_to_whoever_asks_so(String path) throws IOException {
        List<String> whole = ask("GET", path);
        List<String> head = ask("HEAD", path);

        assertThat(head.getFirst()).startsWith("HTTP/1.1 200");
        assertThat(header(head, "content-type")).isEqualTo(header(whole, "content-type"));
        assertThat(header(head, "cache-control")).isEqualTo(header(whole, "cache-control"));
        assertThat(head.getLast()).as("the blank line, and nothing behind it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/device_authorization",
                "/oauth2/device_verification",
                "/oauth2/register",
                "/connect/register",
                "/oauth2/consent",
                "/oauth2/userinfo",
                "/oauth2/bc-authorize",
                "/oauth2",
                "/oauth2/token/",
                "/oauth2/token/x",
                "/.well-known/oauth-protected-resource",
                "/.well-known/webfinger",
                "/login",
                "/logout"
            })
    @Requirement("HC-NOT-OFFERED")
    void what_is_not_offered_is_not_there_whoever_asks(String path) throws IOException {
        var proved = provider.application();
        String named = "scope=openid&client_id=" + proved.registered().id();

        for (String method : METHODS) {
            assertThat(ask(method, path).getFirst()).as(method).matches("HTTP/1.1 (400|404|405).*");
        }
        for (String method : USUAL) {
            assertThat(ask(method, path).getFirst()).as(method).startsWith("HTTP/1.1 404");
        }
        assertThat(proved.post(path, named).status()).isEqualTo(404);
        assertThat(proved.post(path, named + "&client_secret=x").status()).isEqualTo(404);
        assertThat(proved.post(path, named, "DPoP", "x").status()).isEqualTo(404);
        assertThat(proved.post(path, named, "Authorization", ProvingApplication.basic("a:b"))
                        .status())
                .isEqualTo(404);
    }

    private List<String> ask(String method, String path) throws IOException {
        try (var socket = new Socket("localhost", address.issuer().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-A: mirrored\r\n"
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1)
                    .lines()
                    .toList();
        }
    }

    private static Optional<String> header(List<String> answer, String name) {
        return answer.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
