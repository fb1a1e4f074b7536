package org.hospiconnect.idp.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.hospiconnect.idp.certificate.DevelopmentAuthority.Structure;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Structure VALMONT = new Structure("990000115", "1990000115", "CH FICTIF DE VALMONT");

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_structure_gets_a_seal_and_a_client_certificate_under_the_authority() throws Exception {
        make(NOW);

        X509Certificate root = pem("authority.pem");
        X509Certificate sign = read("structure-990000115-sign");
        X509Certificate client = read("structure-990000115-auth-cli");

        for (X509Certificate certificate : List.of(sign, client, read("server"), read("simulator"))) {
            var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(java.util.Date.from(NOW));
            assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters))
                    .isNotNull();
        }
        assertThat(sign.getSubjectX500Principal().getName())
                .isEqualTo("CN=ORG_SIGN,OU=1990000115,O=CH FICTIF DE VALMONT,C=FR");
        assertThat(sign.getExtendedKeyUsage()).isNull();
        assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(sign.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void files_are_their_owners_alone_and_stay_until_they_are_about_to_expire() throws Exception {
        make(NOW);
        X509Certificate first = read("structure-990000115-sign");
        make(NOW.plus(Duration.ofDays(300)));
        assertThat(read("structure-990000115-sign")).isEqualTo(first);

        make(NOW.plus(Duration.ofDays(340)));

        assertThat(read("structure-990000115-sign")).isNotEqualTo(first);
        try (var files = Files.list(folder.resolve("development"))) {
            assertThat(files.toList())
                    .hasSizeGreaterThan(7)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    private void make(Instant now) {
        new DevelopmentAuthority(new DataSettings(folder), Clock.fixed(now, ZoneOffset.UTC)).makeFor(List.of(VALMONT));
    }

    private X509Certificate read(String name) {
        return KeyFile.read(folder.resolve("development/" + name + ".p12"), "development")
                .orElseThrow()
                .certificate();
    }

    private X509Certificate pem(String name) throws Exception {
        try (InputStream pem = Files.newInputStream(folder.resolve("development/" + name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
