package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.data.client.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.certificate.TrustedChains;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.keys.DeploymentSecrets;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.DataSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;

/** Who we are, whom we trust and which keys we take in this deployment, as beans. */
@Configuration(proxyBeanMethods = false)
class WebAuthnConfiguration {

    private static final Profiles PRODUCTION = Profiles.of("production");

    WebAuthnConfiguration() {}

    @Bean
    WebAuthnRelyingParty webAuthnRelyingParty(
            WebAuthnSettings settings, AddressSettings address, Environment environment) {
        if (environment.acceptsProfiles(PRODUCTION) && settings.rpId().isEmpty()) {
            throw new IllegalStateException("production needs hospiconnect.authenticator.webauthn.rp-id");
        }
        Set<Origin> origins = settings.origins().isEmpty()
                ? Set.of(Origin.create(origin(address)))
                : settings.origins().stream().map(Origin::create).collect(Collectors.toSet());
        return new WebAuthnRelyingParty(
                settings.rpId().orElseGet(() -> address.issuer().getHost()), settings.rpName(), origins);
    }

    @Bean
    AttestationTrust attestationTrust(WebAuthnSettings settings, DataSettings data, Environment environment) {
        Stream<Path> development = environment.acceptsProfiles(PRODUCTION)
                ? Stream.empty()
                : Stream.of(data.development().resolve("fido-root.pem"));
        List<Path> files =
                Stream.concat(settings.trustAnchors().stream(), development).toList();
        return new AttestationTrust(() -> files.stream().filter(Files::exists).flatMap(WebAuthnConfiguration::read));
    }

    @Bean
    KeyJudge keyJudge(AttestationTrust trust, KeyModels models, MetadataKeeper metadata, Clock clock) {
        return new KeyJudge(trust, models, metadata::isStale, clock);
    }

    @Bean
    NamedKeys namedKeys(TypedNames names, People people, Authenticators authenticators, DeploymentSecrets secrets) {
        return new NamedKeys(names::find, people::find, authenticators, () -> secrets.of("key-decoys"));
    }

    @Bean
    KeyPolicies keyPolicies(WebAuthnSettings settings, LevelRules levels) {
        boolean certified = levels.scheme(WebAuthnSignIn.KIND).leastCertification() != Certification.NONE;
        if (certified && settings.metadata().source().isEmpty()) {
            throw new IllegalStateException(
                    "hospiconnect.assurance.schemes.webauthn.least-certification needs the list of models,"
                            + " hospiconnect.authenticator.webauthn.metadata.source");
        }
        return KeyPolicies.of(settings.policies().values());
    }

    @Bean
    MetadataSignature metadataSignature(WebAuthnSettings settings) {
        MetadataSettings metadata = settings.metadata();
        Stream<X509Certificate> certificates = metadata.roots().isEmpty()
                ? shipped()
                : metadata.roots().stream().flatMap(WebAuthnConfiguration::read);
        var roots = new TrustedChains(certificates);
        return new MetadataSignature(roots, new SignerRevocation(roots, metadata), metadata.signer());
    }

    /** Who signed for FIDO's list until August 2026, and who has since. */
    private static Stream<X509Certificate> shipped() {
        try (InputStream pem = new ClassPathResource("fido/metadata-roots.crt").getInputStream()) {
            return certificates(pem, "fido/metadata-roots.crt");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Stream<X509Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return certificates(pem, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<X509Certificate> certificates(InputStream pem, Object file) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast);
        } catch (CertificateException malformed) {
            throw new IllegalStateException("not a certificate: " + file, malformed);
        }
    }

    private static String origin(AddressSettings address) {
        int port = address.issuer().getPort();
        return address.issuer().getScheme() + "://" + address.issuer().getHost() + (port < 0 ? "" : ":" + port);
    }
}
