package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProofKey;
import org.hospiconnect.idp.token.ProvingApplication;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.token.Tokens;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Opening the DMP with an access token that is bound to a key. */
@JourneyTest
class BoundExchangeJourneyTest {

    private static final ProofKey KEY = ProofKey.fresh();

    private final DmpStage stage;
    private final TokenSigner signer;
    private final ServerNonces nonces;

    @Autowired
    BoundExchangeJourneyTest(BeanFactory server, TokenSigner signer, ServerNonces nonces) {
        this.stage = DmpStage.of(server);
        this.signer = signer;
        this.nonces = nonces;
    }

    @Test
    @Requirement({"RFC9449-5", "RFC8693-2.1-BOUND"})
    void a_bound_subject_token_counts_with_its_own_proof_only() throws ParseException {
        var camille = stage.camille();
        var claims = new JWTClaimsSet.Builder(
                        SignedJWT.parse(camille.accessToken()).getJWTClaimsSet())
                .claim("cnf", Map.of("jkt", KEY.thumbprint()))
                .build();
        String form = DmpStage.form(camille)
                .but("subject_token", signer.sign(Tokens.ACCESS_TOKEN, JWSAlgorithm.ES256, claims))
                .encoded();

        assertThat(send(camille, form).text("reason")).isEqualTo("bound_token_without_proof");
        assertThat(send(camille, form, proof(camille, ProofKey.fresh())).text("reason"))
                .isEqualTo("bound_token_without_proof");
        assertThat(send(camille, form, proof(camille, KEY)).status()).isEqualTo(200);
    }

    private String[] proof(DmpStage.SignedIn camille, ProofKey key) {
        String endpoint = application(camille).issuer() + "/oauth2/token";
        return new String[] {"DPoP", key.proof("POST", endpoint, nonces.current())};
    }

    private Application application(DmpStage.SignedIn camille) {
        return new Application(stage.address().issuer().toString(), camille.dpi(), camille.secret());
    }

    private Application.Answer send(DmpStage.SignedIn camille, String form, String... headers) {
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = ProvingApplication.basic(camille.dpi().id() + ":" + camille.secret());
        return application(camille).post("/oauth2/token", form, all);
    }
}
