package org.hospiconnect.idp.token.possession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.ProofKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Where no nonce is demanded, the clock of the client says when a proof was made. */
@JourneyTest
@TestPropertySource(properties = "hospiconnect.token.dpop-nonce=false")
@Import(ProviderFixture.class)
class DpopWithoutNonceJourneyTest {

    private static final ProofKey KEY = ProofKey.fresh();

    private final ProviderFixture provider;

    @Autowired
    DpopWithoutNonceJourneyTest(ProviderFixture provider) {
        this.provider = provider;
    }

    @ParameterizedTest
    @CsvSource({"-3600,400", "-120,400", "-10,200", "10,200", "120,400", "3600,400"})
    @Requirement({"RFC9449-4.3", "FAPI2SP-5.3.2.1-13"})
    void a_proof_is_of_now(int seconds, int status) {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);
        var at = Date.from(Instant.now().plusSeconds(seconds));
        String proof = KEY.proof("POST", dpi.issuer() + "/oauth2/token", null, claims -> claims.issueTime(at));

        assertThat(dpi.redeem(code, "DPoP", proof).status()).isEqualTo(status);
    }
}
