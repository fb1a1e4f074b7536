package org.hospiconnect.idp.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the authority of the settings says in its own certificate binds what is below it. */
@Requirement("RFC5937-3.2")
class TrustedChainsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String EDITOR = "O=Editeur Exemple,C=FR";

    @TempDir
    private Path folder;

    private record Holder(KeyPair keys, List<X509Certificate> chain) {}

    private record Part(String oid, boolean critical, ASN1Encodable value) {}

    @ParameterizedTest
    @CsvSource({
        "'CN=dpi,O=Editeur Exemple,C=FR', '',                 true",
        "'CN=dpi,O=Editeur Exemple,C=FR', dpi.editor.example, true",
        "'CN=dpi,O=Somebody,C=FR',        '',                 false",
        "'CN=dpi,O=Editeur Exemple,C=FR', dpi.other.example,  false",
        "'CN=dpi,O=Editeur Exemple,C=FR', no.editor.example,  false"
    })
    void names_of_clients_are_those_that_the_authority_permits(String name, String host, boolean taken)
            throws Exception {
        var authority = authority(names());
        var client = issue(authority, name, client(host));

        assertThat(isClient(authority, client)).isEqualTo(taken);
    }

    @Test
    void an_authority_between_is_bound_as_well() throws Exception {
        var root = authority(names());
        var right = issue(root, "CN=sub," + EDITOR, ca(0));
        var strange = issue(root, "CN=sub,O=Somebody,C=FR", ca(0));

        assertThat(isClient(root, issue(right, "CN=dpi," + EDITOR, client("")))).isTrue();
        assertThat(isClient(root, issue(strange, "CN=dpi," + EDITOR, client(""))))
                .isFalse();
    }

    @Test
    void the_path_is_as_long_as_the_authority_says() throws Exception {
        var flat = authority(List.of(new Part(Extension.basicConstraints.getId(), true, new BasicConstraints(0))));
        var deep = authority(List.of(new Part(Extension.basicConstraints.getId(), true, new BasicConstraints(1))));

        assertThat(isClient(flat, issue(flat, "CN=dpi", client("")))).isTrue();
        assertThat(isClient(flat, issue(issue(flat, "CN=sub", ca(0)), "CN=dpi", client(""))))
                .isFalse();
        assertThat(isClient(deep, issue(issue(deep, "CN=sub", ca(0)), "CN=dpi", client(""))))
                .isTrue();
    }

    @Test
    void an_authority_whose_key_may_sign_no_certificates_vouches_for_nobody() throws Exception {
        var parts = new ArrayList<>(ca(1));
        parts.add(new Part(Extension.keyUsage.getId(), true, new KeyUsage(KeyUsage.digitalSignature)));
        var authority = authority(parts);

        assertThat(isClient(authority, issue(authority, "CN=dpi", client("")))).isFalse();
    }

    @Test
    void the_authority_itself_is_no_client() throws Exception {
        var authority = authority(ca(1));

        assertThat(isClient(authority, authority)).isFalse();
    }

    private boolean isClient(Holder authority, Holder client) throws IOException {
        String pem = "-----BEGIN CERTIFICATE-----\n" + encoded(authority) + "\n-----END CERTIFICATE-----\n";
        var chains = new TrustedChains(List.of(Files.writeString(folder.resolve("authority.pem"), pem)));
        return chains.isClient(client.chain(), NOW);
    }

    private static String encoded(Holder authority) {
        try {
            return Base64.getMimeEncoder()
                    .encodeToString(authority.chain().getFirst().getEncoded());
        } catch (java.security.cert.CertificateEncodingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<Part> names() {
        var permitted = new GeneralSubtree[] {
            new GeneralSubtree(new GeneralName(dn(EDITOR))),
            new GeneralSubtree(new GeneralName(GeneralName.dNSName, "editor.example"))
        };
        var excluded =
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "no.editor.example"))};
        var parts = new ArrayList<>(ca(2));
        parts.add(new Part(Extension.nameConstraints.getId(), true, new NameConstraints(permitted, excluded)));
        return parts;
    }

    private static List<Part> ca(int below) {
        return List.of(new Part(Extension.basicConstraints.getId(), true, new BasicConstraints(below)));
    }

    private static List<Part> client(String host) {
        var parts = new ArrayList<Part>();
        parts.add(new Part(
                Extension.extendedKeyUsage.getId(), false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
        if (!host.isEmpty()) {
            var name = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
            parts.add(new Part(Extension.subjectAlternativeName.getId(), false, name));
        }
        return parts;
    }

    private static Holder authority(List<Part> parts) throws Exception {
        return made(Optional.empty(), "CN=Authority," + EDITOR, parts);
    }

    private static Holder issue(Holder issuer, String name, List<Part> parts) throws Exception {
        return made(Optional.of(issuer), name, parts);
    }

    private static Holder made(Optional<Holder> issuer, String name, List<Part> parts) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name by = issuer.map(one -> X500Name.getInstance(
                        one.chain().getFirst().getSubjectX500Principal().getEncoded()))
                .orElse(dn(name));
        var builder = new JcaX509v3CertificateBuilder(
                by,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(NOW.minus(Duration.ofDays(1))),
                Date.from(NOW.plus(Duration.ofDays(1))),
                dn(name),
                keys.getPublic());
        for (Part part : parts) {
            builder.addExtension(
                    new org.bouncycastle.asn1.ASN1ObjectIdentifier(part.oid()), part.critical(), part.value());
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                .build(issuer.map(Holder::keys).orElse(keys).getPrivate());
        var chain = new ArrayList<X509Certificate>();
        chain.add(new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        issuer.ifPresent(one -> chain.addAll(one.chain()));
        return new Holder(keys, chain);
    }

    /** RFC 4514 writes the last part first. */
    private static X500Name dn(String written) {
        return X500Name.getInstance(new X500Principal(written).getEncoded());
    }
}
