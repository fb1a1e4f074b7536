package org.hospiconnect.idp.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.certificate.CertificateIssuer.KeyKind;
import org.hospiconnect.idp.certificate.CertificateIssuer.Order;
import org.hospiconnect.idp.value.DataSettings;
import org.springframework.stereotype.Component;

/**
 * A fictional health PKI and a fictional FIDO root, made at first start for development: {@code authority.p12} and
 * {@code .pem}, {@code structure-FINESS-sign.p12}, {@code structure-FINESS-auth-cli.p12}, {@code server.p12},
 * {@code simulator.p12}, {@code fido-root.p12} and {@code .pem}. What is missing or about to expire is made anew.
 */
@Component
public class DevelopmentAuthority {

    /** Of every PKCS#12 file here; these keys protect nothing. */
    public static final String PASSWORD = "development";

    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Duration LEAST_LEFT = Duration.ofDays(30);

    private final Path folder;
    private final Clock clock;

    public DevelopmentAuthority(DataSettings data, Clock clock) {
        this.folder = data.development();
        this.clock = clock;
    }

    /** A structure that gets a seal and a TLS client certificate. */
    public record Structure(String finess, String structIdNat, String name) {}

    public void makeFor(List<Structure> structures) {
        makeFolder();
        Issued fido = root(
                "fido-root",
                new Subject("FIDO FICTIF", "DEVELOPPEMENT", "RACINE FIDO DE DEVELOPPEMENT"),
                KeyKind.P_256);
        KeyFile.writePem(folder.resolve("fido-root.pem"), fido.certificate());
        Issued authority = authority();
        KeyFile.writePem(folder.resolve("authority.pem"), authority.certificate());
        make("server", authority, order("localhost", CertificateProfile.SERVER));
        make("simulator", authority, order("localhost", CertificateProfile.SERVER));
        for (Structure structure : structures) {
            String name = "structure-" + structure.finess();
            make(name + "-sign", authority, order(structure, CertificateProfile.ORG_SIGN));
            make(name + "-auth-cli", authority, order(structure, CertificateProfile.ORG_AUTH_CLI));
        }
    }

    /** The development server's certificate, for listeners that open before everything else is made. */
    public Path server() {
        makeFolder();
        make("server", authority(), order("localhost", CertificateProfile.SERVER));
        return file("server");
    }

    private Issued authority() {
        return root(
                "authority",
                new Subject("ANS FICTIVE", "DEVELOPPEMENT", "AC RACINE DE DEVELOPPEMENT"),
                KeyKind.RSA_2048);
    }

    private Issued root(String name, Subject subject, KeyKind kind) {
        return kept(name).orElseGet(() -> {
            Issued made = new CertificateIssuer(clock.instant()).root(subject, kind, ROOT_LIFE);
            KeyFile.write(file(name), PASSWORD, made, null);
            return made;
        });
    }

    private void make(String name, Issued authority, Order order) {
        boolean right = kept(name)
                .filter(issued -> issued.certificate()
                        .getIssuerX500Principal()
                        .equals(authority.certificate().getSubjectX500Principal()))
                .isPresent();
        if (!right) {
            KeyFile.write(
                    file(name), PASSWORD, new CertificateIssuer(clock.instant()).issue(authority, order), authority);
        }
    }

    private Optional<Issued> kept(String name) {
        Instant soon = clock.instant().plus(LEAST_LEFT);
        return KeyFile.read(file(name), PASSWORD)
                .map(entry -> new Issued(entry.key(), entry.certificate()))
                .filter(issued -> issued.certificate().getNotAfter().toInstant().isAfter(soon));
    }

    private Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    private static Order order(String host, CertificateProfile profile) {
        return new Order(new Subject("HOPITAL FICTIF", "DEVELOPPEMENT", host), profile, LIFE);
    }

    private static Order order(Structure structure, CertificateProfile profile) {
        return new Order(new Subject(structure.name(), structure.structIdNat(), profile.name()), profile, LIFE);
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
