package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedirectAddressesTest {

    static final String REGISTERED = "https://dpi.example/cb";

    /** Everything that some provider once took for the registered address. */
    static Stream<String> mutations() {
        return Stream.of(
                        "HTTPS://dpi.example/cb https://DPI.example/cb https://dpi.example/CB https://dpi.example:443/cb",
                        "https://dpi.example:/cb https://dpi.example:8443/cb http://dpi.example/cb //dpi.example/cb /cb cb",
                        "https://dpi.example./cb https://dpi.example/cb/ https://dpi.example/cb. https://dpi.example//cb",
                        "https://dpi.example/cb? https://dpi.example/cb?x=1 https://dpi.example/cb# https://dpi.example/cb#x",
                        "https://dpi.example/cb; https://dpi.example/cb;x https://dpi.example/..;/cb https://dpi.example/x/../cb",
                        "https://dpi.example/./cb https://dpi.example/%63b https://dpi.example/cb%00 https://dpi.example/cb%20",
                        "https://dpi.example/%2e%2e/cb https://dpi.example/%2e/cb https://dpi.example%2fcb https://dpi.example/cb%2f",
                        "https://user@dpi.example/cb https://user:pass@dpi.example/cb https://dpi.example@evil.example/cb",
                        "https://evil.example@dpi.example/cb https://a@b@dpi.example/cb https://dpi.example:x@evil.example/cb",
                        "https://dpi.example\\\\@evil.example/cb https://dpi.example\\\\cb https:\\\\dpi.example/cb https:/dpi.example/cb",
                        "https:dpi.example/cb https:///dpi.example/cb https://evil.example/https://dpi.example/cb",
                        "https://evil.example/?https://dpi.example/cb https://evil.example/#https://dpi.example/cb",
                        "https://dpi.example.evil.example/cb https://xdpi.example/cb https://evil.example/cb",
                        "https://dpi.exampl%65/cb https://dpi%2eexample/cb https://dpi\u3002example/cb https://dp\u0131.example/cb",
                        "https://\u0501pi.example/cb https://xn--pi-ned.example/cb https://[::1%25eth0]/cb https://[::ffff:1.2.3.4]/cb",
                        "javascript:alert(1) data:text/html,x https://dpi.example/cb,https://evil.example/cb",
                        "https://dpi.example/cb\thttps://evil.example/cb https://dpi.example/*")
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(address -> address.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @Requirement("RFC9700-4.1.3-MUTATIONS")
    @MethodSource("mutations")
    void nothing_but_the_registered_address_itself(String address) {
        var dpi = ExampleApplication.one("dpi").redirectUris(REGISTERED).get();
        var app = ExampleApplication.one("app")
                .authentication("none", Optional.empty())
                .redirectUris(REGISTERED, "http://127.0.0.1/cb")
                .get();

        assertThat(RedirectAddresses.isRegistered(address, dpi)).isFalse();
        assertThat(RedirectAddresses.isRegistered(address, app)).isFalse();
    }

    @ParameterizedTest
    @Requirement("RFC8252-7.3")
    @CsvSource({
        "http://127.0.0.1/cb,               true",
        "http://127.0.0.1:49152/cb,         true",
        "http://[::1]:5000/cb?x=1,          true",
        "http://127.0.0.1:0/cb,             false",
        "http://127.0.0.1:65536/cb,         false",
        "http://127.0.0.1:99999/cb,         false",
        "http://127.0.0.1:49152/other,      false",
        "http://127.0.0.1:49152/cb/,        false",
        "http://127.0.0.1:49152@evil.example/cb, false",
        "http://127.0.0.1.evil.example/cb,  false",
        "http://127.0.0.2:49152/cb,         false",
        "http://localhost:49152/cb,         false",
        "https://127.0.0.1:49152/cb,        false",
        "http://[::1%25lo]:5000/cb?x=1,     false",
        "http://[::1]:5000/cb?x=2,          false"
    })
    void a_native_application_listens_on_the_port_it_found(String address, boolean registered) {
        var app = ExampleApplication.one("app")
                .authentication("none", Optional.empty())
                .redirectUris("http://127.0.0.1/cb", "http://[::1]/cb?x=1")
                .get();
        var confidential = ExampleApplication.like(app)
                .authentication("client_secret_basic", Optional.of("h"))
                .get();

        assertThat(RedirectAddresses.isRegistered(address, app)).isEqualTo(registered);
        assertThat(RedirectAddresses.isRegistered(address, confidential))
                .isEqualTo(address.equals("http://127.0.0.1/cb"));
    }
}
