package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.logout.LogoutReceiver;
import org.junit.jupiter.api.Test;

/** Keys at an address that an application named. */
class ClientKeySetsTest {

    private static final int MANY = 100;

    @Test
    @Requirement("HC-JWKS-URI")
    void many_at_once_ask_an_address_once() {
        var asked = new AtomicInteger();
        try (var server = new LogoutReceiver(exchange -> {
            asked.incrementAndGet();
            byte[] body = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            var sets = sets();
            var client = at(server.address());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < MANY; i++) {
                    threads.execute(() -> assertThat(sets.find(client, ClientKeySetsTest::fits))
                            .isPresent());
                }
            }
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    @Requirement("HC-JWKS-URI")
    void what_no_registration_might_hold_is_left_out() throws JOSEException {
        var strong = new ECKeyGenerator(Curve.P_256).keyID("strong").generate();
        var published = new JWKSet(List.of(
                strong,
                new RSAKeyGenerator(1024, true).keyID("weak").generate(),
                new OctetSequenceKeyGenerator(256).keyID("shared").generate()));
        try (var server = new LogoutReceiver(exchange -> {
            byte[] body = published.toString(false).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            Optional<JWKSet> read = sets().find(at(server.address()), ClientKeySetsTest::fits);

            assertThat(read.orElseThrow().getKeys()).containsExactly(strong.toPublicJWK());
        }
    }

    private static boolean fits(JWKSet any) {
        return false;
    }

    private static RelyingApplication at(String address) {
        return ExampleApplication.one("by-address")
                .keys(new ClientKeys(Optional.empty(), Optional.of(address), Optional.empty()))
                .get();
    }

    private static ClientKeySets sets() {
        return new ClientKeySets(OutgoingHttpTest.http(), Clock.systemUTC());
    }
}
