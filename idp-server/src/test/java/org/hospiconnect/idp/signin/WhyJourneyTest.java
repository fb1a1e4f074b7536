package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** "Pourquoi me redemande-t-on mon code ?": the sentence is the true one, and reading it keeps nothing alive. */
@JourneyTest
@Import(SignInRoad.class)
@Requirement("HC-WHY")
class WhyJourneyTest {

    private final SignInRoad road;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    WhyJourneyTest(SignInRoad road, MovableClock clock, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.road = road;
        this.clock = clock;
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @Test
    void nobody_is_here() {
        Page asked = visitor.visit(road.request(client, Map.of()));

        Page why = why(asked);

        assertThat(why.text("h1")).isEqualTo("Pourquoi me redemande-t-on mon code ?");
        assertThat(why.text(".lead")).contains("Personne n’est connecté dans ce navigateur", "Dossier patient");
        assertThat(why.has("details")).isFalse();
        assertThat(visitor.visit(why.element("a.button").absUrl("href")).at().getPath())
                .isEqualTo("/signin/webauthn");
    }

    @ParameterizedTest
    @CsvSource({
        "prompt,     login, 0,   de confirmer maintenant",
        "max_age,    60,    120, de moins de 1 minutes",
        "acr_values, high,  0,   demande une connexion plus sûre"
    })
    void what_the_application_asks_is_told(String name, String value, int later, String sentence) {
        signIn(true);
        clock.advance(Duration.ofSeconds(later));

        Page why = why(visitor.visit(
                road.request(client, Map.of(name, name.equals("acr_values") ? road.page("/acr/eidas/high") : value))));

        assertThat(why.text(".lead")).contains(sentence);
        assertThat(why.text("details table")).contains("EXI 13", "Deux facteurs", "oui");
        assertThat(why.text("details"))
                .contains("RIE 1.0", "01/06/2022", "ATTESTED", "ATTESTATION-FICTIVE-0001", "(amr) : hwk mfa pop user");
        assertThat(why.text("dl")).contains("substantiel", "Résiste au hameçonnage oui");
        assertThat(why.document().text())
                .contains("n’est pas certifié au niveau élevé. (EXI 15)")
                .doesNotContain("??");
    }

    @Test
    void what_a_key_lacks_is_told_in_words() {
        road.register(client, Level.LOW, Set.of("openid"));
        signIn(false);

        Page why = visitor.visit(road.page("/signin/why"));

        assertThat(why.element("dd[data-level]").attr("data-level")).isEqualTo("LOW");
        assertThat(why.document().text())
                .contains("Votre identité n’a pas été vérifiée quand cette clé vous a été donnée.")
                .doesNotContain("??");
        Page english = visitor.visit(why.element("header nav a[hreflang=en]").absUrl("href"));
        assertThat(english.document().text())
                .contains("Your identity was not verified when this key was given to you.")
                .doesNotContain("??");
    }

    @Test
    void a_session_of_another_browser_is_told_apart_from_none() {
        signIn(true);
        var other = new Visitor("127.0.0.1", "Another browser");
        other.copy(visitor);

        Page why = other.visit(other.visit(road.request(client, Map.of()))
                .element("a[href^=/signin/why]")
                .absUrl("href"));

        assertThat(why.text(".lead")).contains("depuis un autre réseau ou un autre navigateur");
        assertThat(why.has("dl")).as("nothing of the session").isFalse();
    }

    @Test
    @Requirement("HC-LEVEL-GROUNDS")
    void the_trail_keeps_what_the_level_rested_on() {
        signIn(true);

        assertThat(jdbc.sql("select details::text from trail where act = 'SIGN_IN_ACCEPTED' and client = :client")
                        .param("client", client)
                        .query(String.class)
                        .single())
                .contains(
                        "\"ATTESTED\"",
                        "ATTESTATION-FICTIVE-0001",
                        "\"DEVICE_BOUND\"",
                        "two-factors (EXI 13)",
                        "\"rules_since\"",
                        "2022-06-01",
                        "\"certification\"",
                        "\"lacks\"");
    }

    @Test
    void reading_it_is_no_activity() {
        signIn(true);
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(500));
            visitor.visit(road.page("/signin/why"));
        }

        assertThat(visitor.visit(road.request(client, Map.of())).at().getPath()).isEqualTo("/signin/webauthn");
    }

    @Test
    void somebody_elses_sign_in_is_not_told() {
        Page asked = visitor.visit(road.request(client, Map.of()));

        assertThat(new Visitor()
                        .visit(asked.element("a[href^=/signin/why]").absUrl("href"))
                        .status())
                .isEqualTo(410);
    }

    private Page why(Page asked) {
        return visitor.visit(asked.element("a[href^=/signin/why]").absUrl("href"));
    }

    private void signIn(boolean verified) {
        var key = road.enrolledKey(road.somebody(1), verified);
        assertThat(new KeyAtPage(visitor, key)
                        .signIn(visitor.visit(road.request(client, Map.of())))
                        .at()
                        .getQuery())
                .contains("code=");
    }
}
