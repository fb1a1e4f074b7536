package org.hospiconnect.dpi.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

class SignedInTest {

    @Test
    void the_claims_of_the_id_token_become_words() {
        var me = SignedIn.of(token(Map.of(
                "given_name", "Élise",
                "family_name", "EXEMPLE",
                "matricule", "V00101",
                "acr", "https://levels.example/acr/eidas/substantial",
                "amr", List.of("hwk"),
                "auth_time", Instant.ofEpochSecond(1000),
                "sid", "s",
                "work_situation", Map.of("profession", Map.of("label", "Infirmier"), "structure_name", "CH"))));

        assertThat(me.name()).isEqualTo("Élise EXEMPLE");
        assertThat(me.matricule()).contains("V00101");
        assertThat(me.situation()).contains("Infirmier · CH");
        assertThat(me.level().assurance()).isEqualTo(Assurance.SUBSTANTIAL);
        assertThat(me.means()).isEqualTo("clé de sécurité");
        assertThat(me.at()).isEqualTo(Instant.ofEpochSecond(1000));
    }

    @Test
    void what_is_missing_is_said_to_be_so_and_never_guessed_upwards() {
        var me = SignedIn.of(token(Map.of("work_situation", "text")));

        assertThat(me.matricule()).isEmpty();
        assertThat(me.situation()).isEmpty();
        assertThat(me.level().assurance()).isEqualTo(Assurance.UNKNOWN);
        assertThat(me.at()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/acr/eidas/high, HIGH, https://a/acr/eidas/substantial",
        "https://a/acr/eidas/low, LOW, https://a/acr/eidas/substantial",
        "https://a/acr/single-factor, SINGLE_FACTOR, https://a/acr/eidas/substantial",
        "https://a/acr/backup, BACKUP, https://a/acr/eidas/substantial",
        "https://a/acr/eidas/higher, UNKNOWN, eidas/substantial",
        "substantial, UNKNOWN, eidas/substantial"
    })
    void a_level_is_read_by_its_ending_and_asked_in_the_same_family(String acr, Assurance level, String asked) {
        assertThat(Assurance.of(acr)).isEqualTo(level);
        assertThat(Assurance.SUBSTANTIAL.inFamilyOf(acr)).isEqualTo(asked);
    }

    private static OidcIdToken token(Map<String, Object> claims) {
        return OidcIdToken.withTokenValue("t")
                .subject("local-1")
                .claims(all -> all.putAll(claims))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "hwk mfa pop user, clé de sécurité",
        "swk mfa pop user, clé de sécurité",
        "sc mfa pin pop, carte professionnelle",
        "mfa pop user, clé de sécurité",
        "pwd, moyen non précisé"
    })
    void the_means_is_said_in_words(String amr, String words) {
        var token = OidcIdToken.withTokenValue("t")
                .subject("local-1")
                .claim("amr", List.of(amr.split(" ")))
                .build();

        assertThat(SignedIn.of(token).means()).isEqualTo(words);
    }
}
