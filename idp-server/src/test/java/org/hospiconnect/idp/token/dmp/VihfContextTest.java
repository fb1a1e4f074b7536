package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.token.SessionNamesTest;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Requirement({"HC-VIHF-CONTEXT", "HC-VIHF-LIFE"})
class VihfContextTest {

    private static final Path GOLDEN = Path.of("src/test/resources/token/vihf-context.json");

    private final OneKey ring = OneKey.made();
    private final VihfContext context = new VihfContext(
            DmpRulesTest.SETTINGS,
            new AddressSettings(URI.create("https://idp.example")),
            new AcrNames("https://idp.example/acr/", Set.of()),
            SessionNamesTest.SUBJECTS,
            SessionNamesTest.NAMES,
            new TokenSigner(ring));

    @Test
    void the_whole_context_is_golden() throws Exception {
        var jwt = SignedJWT.parse(context.signed("JTI", opening(), DmpFixture.NOW));

        var json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        var claims = jwt.getJWTClaimsSet().toJSONObject();
        assertThat(json.writeValueAsString(claims) + "\n").isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void it_is_signed_by_the_key_ring_and_says_what_it_is() throws Exception {
        var jwt = SignedJWT.parse(context.signed("JTI", opening(), DmpFixture.NOW));

        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("vihf-context+jwt");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(ring.key().getKeyID());
        assertThat(jwt.verify(new ECDSAVerifier(ring.key().toPublicJWK()))).isTrue();
    }

    @Test
    @Requirement("OIDCC-8.1-SID")
    void a_pairwise_dpi_reads_the_names_of_its_sector() throws Exception {
        String sid = new Secrets().next(16).toBase64Url();
        var known = opening();
        var opening = new DmpOpening(
                known.professional(),
                new DmpOpening.SignIn(
                        sid, known.signIn().assessment(), known.signIn().means()),
                known.request(),
                known.software());

        var claims =
                SignedJWT.parse(context.signed("JTI", opening, DmpFixture.NOW)).getJWTClaimsSet();

        assertThat(claims.getStringClaim("sid")).hasSize(43).doesNotContain(sid);
        assertThat(SessionNamesTest.NAMES.sid(claims)).contains(sid);
    }

    private static DmpOpening opening() {
        var facts = DmpFixture.facts(
                DmpFixture.physician(),
                DmpFixture.session(Optional.empty(), DmpFixture.substantial()),
                DmpFixture.request(PurposeOfUse.BREAK_GLASS, Optional.of("Arrêt cardiaque")));
        var decision = DmpRulesTest.rules().decide(facts);
        return ((Checked.Passed<DmpOpening>) decision).value();
    }
}
