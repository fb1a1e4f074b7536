package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.certificate.ExampleRevocations;
import org.hospiconnect.idp.certificate.Revocation;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Was the certificate behind FIDO's list taken back? Good and bad, by file and by the address in the certificate. */
@Requirement("HC-FIDO-REVOCATION")
class SignerRevocationTest {

    private final Instant now = Clock.systemUTC().instant();
    private static final BigInteger OURS = BigInteger.valueOf(4711);

    @TempDir
    private Path folder;

    private HttpServer web;
    private volatile Optional<byte[]> served = Optional.empty();
    private ExampleRevocations authority;
    private X509Certificate signer;

    @BeforeEach
    void anAuthorityWithAWebSite() throws IOException {
        new DevelopmentAuthority(new DataSettings(folder), Clock.systemUTC()).makeFor(List.of());
        authority = ExampleRevocations.of(folder);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/list.crl", exchange -> {
            exchange.sendResponseHeaders(served.isPresent() ? 200 : 404, 0);
            try (exchange) {
                exchange.getResponseBody().write(served.orElseGet(() -> new byte[0]));
            }
        });
        web.start();
        signer = authority.naming("http://127.0.0.1:" + web.getAddress().getPort() + "/list.crl", now);
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    @Test
    void the_list_at_the_address_in_the_certificate_decides() {
        served = Optional.of(list(now.plus(Duration.ofDays(7)), BigInteger.TEN));
        assertThat(revocation(true)).isEqualTo(Revocation.GOOD);

        served = Optional.of(list(now.plus(Duration.ofDays(7)), BigInteger.TEN, OURS));
        assertThat(revocation(true)).isEqualTo(Revocation.REVOKED);
    }

    @Test
    void what_can_not_be_had_is_unknown_and_unknown_is_not_good() {
        assertThat(revocation(true)).isEqualTo(Revocation.UNKNOWN);

        served = Optional.of("no list".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(revocation(true)).isEqualTo(Revocation.UNKNOWN);

        served = Optional.of(list(now.minus(Duration.ofDays(1))));
        assertThat(revocation(true)).as("out of date").isEqualTo(Revocation.UNKNOWN);

        web.stop(0);
        assertThat(revocation(true)).as("nobody answers").isEqualTo(Revocation.UNKNOWN);
    }

    @Test
    void another_authority_says_nothing_of_it(@TempDir Path others) {
        new DevelopmentAuthority(new DataSettings(others), Clock.systemUTC()).makeFor(List.of());

        served = Optional.of(
                ExampleRevocations.of(others).list(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(7))));

        assertThat(revocation(true)).isEqualTo(Revocation.UNKNOWN);
    }

    @Test
    void files_stand_for_the_addresses() throws IOException {
        served = Optional.of(list(now.plus(Duration.ofDays(7))));
        Path file = folder.resolve("kept.crl");

        Files.write(file, list(now.plus(Duration.ofDays(7)), OURS));
        assertThat(revocation(true, file)).isEqualTo(Revocation.REVOKED);

        assertThat(revocation(true, folder.resolve("none.crl"))).isEqualTo(Revocation.UNKNOWN);
    }

    @Test
    void a_hospital_that_can_not_ask_says_so() {
        assertThat(revocation(false)).isEqualTo(Revocation.GOOD);
    }

    private byte[] list(Instant until, BigInteger... revoked) {
        return authority.list(now.minus(Duration.ofDays(2)), until, revoked);
    }

    private Revocation revocation(boolean asked, Path... files) {
        var settings = new MetadataSettings(
                Optional.empty(), List.of(), "x", asked, List.of(files), Duration.ofHours(6), Period.ofDays(14));
        return new SignerRevocation(authority.trusted(), settings).of(List.of(signer), now);
    }
}
