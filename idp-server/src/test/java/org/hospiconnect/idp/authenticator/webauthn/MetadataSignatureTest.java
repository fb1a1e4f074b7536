package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.certificate.TrustedChains;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;

/** Who may sign FIDO's list. */
class MetadataSignatureTest {

    @Test
    @Requirement("HC-FIDO-LIST-BAD")
    void another_authority_signs_nothing() throws Exception {
        Path other = Files.createTempDirectory("other");
        new DevelopmentAuthority(new DataSettings(TestStores.FOLDER), Clock.systemUTC()).makeFor(List.of());
        new DevelopmentAuthority(new DataSettings(other), Clock.systemUTC()).makeFor(List.of());
        var roots = new TrustedChains(List.of(other.resolve("development/authority.pem")));
        var settings = new MetadataSettings(
                Optional.empty(), List.of(), "localhost", true, List.of(), Duration.ofHours(6), Period.ofDays(14));
        var trusted = new MetadataSignature(roots, new SignerRevocation(roots, settings), "localhost");

        assertThat(trusted.check(
                        ModelList.number(7, LocalDate.of(2999, 1, 1)).signed(),
                        Clock.systemUTC().instant()))
                .isEqualTo(new MetadataSignature.Checked.Bad(MetadataRefusal.SIGNER_NOT_TRUSTED));
    }

    @Test
    @Requirement("HC-FIDO-LIST")
    void both_public_roots_are_shipped() {
        var settings = new MetadataSettings(
                Optional.empty(),
                List.of(),
                "mds.fidoalliance.org",
                true,
                List.of(),
                Duration.ofHours(6),
                Period.ofDays(14));
        var signature = new WebAuthnConfiguration()
                .metadataSignature(
                        new WebAuthnSettings(Optional.empty(), "x", Set.of(), List.of(), settings, Map.of()));

        assertThat(signature.roots().names())
                .containsExactlyInAnyOrder(
                        "CN=GlobalSign,O=GlobalSign,OU=GlobalSign Root CA - R3",
                        "CN=GlobalSign Root R46,O=GlobalSign nv-sa,C=BE");
    }
}
