package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.journeys.Make;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** One RP ID, several hosts. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@TestPropertySource(
        properties = {
            "hospiconnect.address.issuer=http://localhost:9000",
            "hospiconnect.authenticator.webauthn.origins=https://connexion.ch-fictif.example,https://connexion.clinique-fictive.example"
        })
class RelatedOriginsTest {

    private final WebAuthnFixture webauthn;
    private final RelatedOrigins related;

    @Autowired
    RelatedOriginsTest(WebAuthnFixture webauthn, WebAuthnRelyingParty relyingParty) {
        this.webauthn = webauthn;
        this.related = new RelatedOrigins(relyingParty);
    }

    @ParameterizedTest
    @Requirement("HC-RELATED-ORIGINS")
    @CsvSource({
        "https://connexion.ch-fictif.example, true",
        "https://connexion.clinique-fictive.example, true",
        "https://connexion.ch-fictif.example:8443, false",
        "http://connexion.ch-fictif.example, false",
        "https://ch-fictif.example, false",
        "https://evil.example, false"
    })
    void keys_are_used_on_the_origins_that_are_told_and_on_no_other(String origin, boolean accepted) {
        var person = webauthn.somebody("physicians");
        Challenge challenge = webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));
        var key = SoftwareAuthenticator.of(Make.unattested(), origin);

        Result result =
                webauthn.enrolment.finish(challenge, person, WebAuthnFixture.bytes(key.create(challenge.options())));

        assertThat(related.origins().getOrDefault("origins", List.of()).contains(origin))
                .isEqualTo(accepted);
        if (accepted) {
            assertThat(result).isInstanceOf(Result.Attested.class);
        } else {
            assertThat(result).isEqualTo(new Result.Refused(RefusalReason.WRONG_ORIGIN));
        }
    }
}
