package org.hospiconnect.idp.authenticator.webauthn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.certificate.ExampleRevocations;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.journeys.FidoRoot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Where a server under test reads FIDO's list, and whose keys are on it: a maker's whose root only the list knows. */
final class FidoSource {

    static final Path SOURCE = TestStores.FOLDER.resolve("fido-list.jwt");
    static final Path REVOKED = TestStores.FOLDER.resolve("fido-list.crl");
    static final FidoRoot MAKER = maker();

    private FidoSource() {}

    static void settings(DynamicPropertyRegistry settings) {
        new DevelopmentAuthority(new DataSettings(TestStores.FOLDER), Clock.systemUTC()).makeFor(List.of());
        String prefix = "hospiconnect.authenticator.webauthn.";
        settings.add("hospiconnect.address.issuer", () -> WebAuthnFixture.ORIGIN);
        settings.add(prefix + "metadata.source", SOURCE::toString);
        settings.add(prefix + "metadata.signer", () -> "localhost");
        settings.add(prefix + "metadata.crls", REVOKED::toString);
        settings.add(prefix + "metadata.roots", () -> TestStores.FOLDER.resolve("development/authority.pem"));
    }

    static void nothingKept(JdbcClient jdbc) {
        revoke(Clock.systemUTC().instant().plus(Duration.ofDays(1000)));
        jdbc.sql("delete from fido_blob").update();
        jdbc.sql("delete from key_models").update();
    }

    /** From now on these are taken back. */
    static void revoke(Instant until, BigInteger... serials) {
        try {
            Instant before = Clock.systemUTC().instant().minus(Duration.ofDays(2));
            Files.write(REVOKED, ExampleRevocations.of(TestStores.FOLDER).list(before, until, serials));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** A maker whose root only the list knows. */
    private static FidoRoot maker() {
        try {
            Path folder = Files.createTempDirectory("maker");
            new DevelopmentAuthority(new DataSettings(folder), Clock.systemUTC()).makeFor(List.of());
            return FidoRoot.read(folder.resolve("development/fido-root.p12"), DevelopmentAuthority.PASSWORD);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
