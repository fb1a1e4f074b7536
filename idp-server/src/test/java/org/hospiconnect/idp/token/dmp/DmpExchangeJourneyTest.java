package org.hospiconnect.idp.token.dmp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.util.Base64;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.dmp.DmpStage.Answer;
import org.hospiconnect.idp.token.dmp.DmpStage.SignedIn;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Opening the DMP over HTTP, on the real stores, keys and development seals. */
@JourneyTest
class DmpExchangeJourneyTest {

    private final DmpStage stage;
    private final XmlSec xmlSec;

    @Autowired
    DmpExchangeJourneyTest(BeanFactory server, DataSettings data) {
        this.stage = DmpStage.of(server);
        this.xmlSec = new XmlSec(data.development().resolve("authority.pem"));
    }

    @Test
    @Requirement({"RFC8693-2.2.1", "RFC8693-3", "HC-VIHF-SEAL", "HC-VIHF-TRAIL"})
    void the_dpi_receives_a_vihf_that_verifies_under_the_authority() throws Exception {
        SignedIn camille = stage.camille();

        Answer answer = stage.send(camille, DmpStage.form(camille));

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json()).containsOnlyKeys("access_token", "issued_token_type", "token_type", "expires_in");
        assertThat(answer.text("token_type")).isEqualTo("N_A");
        assertThat(answer.text("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:saml2");
        assertThat(Integer.parseInt(answer.text("expires_in"))).isBetween(290, 300);
        byte[] vihf = Base64.getUrlDecoder().decode(answer.text("access_token"));
        var verified = xmlSec.verify(vihf);
        assertThat(verified.exitCode()).as(verified.text()).isZero();
        assertThat(new String(vihf, UTF_8))
                .contains(camille.person().rpps().orElseThrow().toPsIdNat());
        var traced = stage.traced("session = ?", camille.session().sid());
        assertThat(traced.get("act")).isEqualTo("VIHF_ISSUED");
        assertThat(traced.toString()).contains("TEST ending in 15780").doesNotContain("269054958815780");
    }

    @Test
    @Requirement({"RFC8693-2.2.1", "HC-VIHF-CONTEXT"})
    void the_dpis_own_module_receives_the_context() throws Exception {
        SignedIn camille = stage.camille();
        var form = DmpStage.form(camille)
                .but("requested_token_type", "urn:ietf:params:oauth:token-type:jwt")
                .but("purpose_of_use", "bris_de_glace")
                .and("access_reason", "Arrêt cardiaque");

        Answer answer = stage.send(camille, form);

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        var claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(camille.person().id().toString());
        assertThat(claims.getStringClaim("access_reason")).isEqualTo("Arrêt cardiaque");
        assertThat(claims.getStringClaim("sid")).isEqualTo(camille.session().sid());
    }

    @Test
    @Requirement("HC-VIHF-RULES")
    void the_situation_chosen_in_the_session_is_the_one_told() throws Exception {
        SignedIn camille = stage.signedIn(DmpStage.physician(DmpStage.ward(), DmpStage.at("1990000222")));
        stage.sessions().chooseWorkSituation(camille.session().sid(), "office");
        var form = DmpStage.form(camille).but("requested_token_type", "urn:ietf:params:oauth:token-type:jwt");

        Answer answer = stage.send(camille, form);

        var claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getStringClaim("struct_idnat")).isEqualTo("1990000222");
    }

    @Test
    @Requirement("RFC8693-2.2.2")
    void a_disabled_client_is_nobody() {
        SignedIn camille = stage.camille();
        stage.disable(camille.dpi());

        Answer answer = stage.send(camille, DmpStage.form(camille));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "subject_token,        x,                                                 invalid_request",
        "subject_token_type,   urn:ietf:params:oauth:token-type:id_token,         invalid_request",
        "requested_token_type, urn:ietf:params:oauth:token-type:access_token,     invalid_request",
        "audience,             urn:insi,                                          invalid_target",
        "resource,             https://dmp.example,                               invalid_target"
    })
    @Requirement("RFC8693-2.2.2")
    void what_is_wrong_is_told_by_the_error_of_the_standard(String name, String value, String error) {
        SignedIn camille = stage.camille();

        Answer answer = stage.send(camille, DmpStage.form(camille).but(name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("error", error).doesNotContainKey("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"})
    @Requirement("RFC8693-2.2.2")
    void a_doubled_grant_falls_back_to_none(String second) {
        SignedIn camille = stage.camille();
        var form = DmpStage.form(camille).and("grant_type", second).and("refresh_token", "x");

        Answer answer = stage.send(camille, form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("error", "invalid_request").doesNotContainKey("access_token");
    }
}
