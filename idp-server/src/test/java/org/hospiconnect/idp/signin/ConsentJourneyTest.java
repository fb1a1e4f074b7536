package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code prompt=consent}: the person agrees, declines, or is not asked at all. */
@JourneyTest
@Import(SignInRoad.class)
class ConsentJourneyTest {

    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final Clients clients;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    ConsentJourneyTest(SignInRoad road, JdbcClient jdbc, Clients clients) {
        this.road = road;
        this.clients = clients;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @Test
    @Requirement("OIDCC-3.1.2.4")
    void the_page_names_application_and_scopes_and_asks_for_each_request_again() {
        Page asked = askedForConsent();

        assertThat(asked.at().getPath()).isEqualTo("/signin/consent");
        assertThat(asked.text("h1")).isEqualTo("Votre accord pour Dossier patient");
        assertThat(asked.document().text())
                .contains("qui vous êtes (votre matricule)")
                .contains("votre nom et votre prénom d’exercice")
                .contains("Je suis d’accord")
                .contains("Refuser et revenir à Dossier patient")
                .doesNotContain("RPPS");
        assertThat(asked.has("button[autofocus]")).isTrue();

        assertThat(visitor.submit(asked, "main form", Map.of("agree", "true"))
                        .at()
                        .getQuery())
                .contains("code=");
        assertThat(acts("CONSENT_GIVEN")).isEqualTo(1);
        // the session is there; the agreement was for that request
        assertThat(visitor.visit(road.request(client, consent())).at().getPath())
                .isEqualTo("/signin/consent");
    }

    @Test
    @Requirement({"OIDCC-3.1.2.4", "HC-LANGUAGES-KEEP"})
    void in_the_other_language_the_same_is_asked() {
        Page asked = askedForConsent();
        Page english = visitor.visit(asked.element("header nav a[hreflang=en]").absUrl("href"));

        assertThat(english.text("h1")).isEqualTo("Your agreement for Dossier patient");
        assertThat(visitor.submit(english, "main form", Map.of("agree", "true"))
                        .at()
                        .getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("OIDCC-3.1.2.4")
    void who_declines_sends_the_application_away() {
        Page asked = askedForConsent();

        Page declined = visitor.submit(asked, "main form", Map.of("agree", "false"));

        assertThat(declined.at().getQuery()).contains("error=access_denied").doesNotContain("code=");
        assertThat(acts("CONSENT_DECLINED")).isEqualTo(1);
    }

    @Test
    @Requirement("OIDCC-3.1.2.4")
    void nobody_but_the_person_at_this_page_agrees() {
        Page asked = askedForConsent();
        String id = asked.element("input[name=s]").val();

        Page forged = visitor.submit(asked, "main form", Map.of("agree", "true", "csrf", "x"));
        Page stranger = new Visitor().submit(asked, "main form", Map.of("agree", "true"));
        Page around = visitor.visit(road.page("/oauth2/authorize?hc_signin=" + id));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(stranger.status()).isEqualTo(410);
        assertThat(around.at().getPath()).isEqualTo("/signin/consent");
        assertThat(acts("CONSENT_GIVEN")).isZero();
    }

    @Test
    @Requirement("OIDCC-3.1.2.4")
    void without_the_prompt_the_hospitals_own_applications_ask_nothing() {
        new KeyAtPage(visitor, road.enrolledKey(road.somebody(1), true))
                .signIn(visitor.visit(road.request(client, Map.of())));

        assertThat(visitor.visit(road.request(client, Map.of())).at().getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("HC-CONSENT-CLAIMS")
    void what_is_asked_by_name_is_shown_in_words_and_traced() {
        Page asked = askedFor("""
                {"id_token":{"acr":null,"family_name":null,"rpps":{"essential":true}},
                 "userinfo":{"profession":null,"email":null,"shoe_size":null}}""");

        assertThat(asked.document().select("main li").eachText())
                .containsExactly(
                        "qui vous êtes (votre matricule) et comment vous vous êtes connecté",
                        "votre nom d’exercice",
                        "votre numéro RPPS vérifié",
                        "votre profession");
        Page english = visitor.visit(asked.element("header nav a[hreflang=en]").absUrl("href"));
        assertThat(english.document().select("main li").eachText())
                .contains("the family name you practise under", "your verified RPPS number", "your profession");
        visitor.submit(english, "main form", Map.of("agree", "true"));
        assertThat(claims("CONSENT_GIVEN")).containsExactly("family_name rpps profession");
    }

    @Test
    @Requirement("HC-CONSENT-CLAIMS")
    void a_claim_that_is_asked_later_is_shown_then() {
        visitor.submit(askedFor("{\"userinfo\":{\"profession\":null}}"), "main form", Map.of("agree", "true"));

        Page later = visitor.visit(road.request(client, asking("{\"userinfo\":{\"rpps\":null}}")));
        assertThat(later.at().getPath()).isEqualTo("/signin/consent");
        assertThat(later.document().text())
                .contains("votre numéro RPPS vérifié")
                .doesNotContain("votre profession");
        visitor.submit(later, "main form", Map.of("agree", "false"));
        assertThat(claims("CONSENT_DECLINED")).containsExactly("rpps");
    }

    @Test
    @Requirement("HC-CONSENT-CLAIMS")
    void what_was_registered_while_the_page_was_open_is_shown_before_anybody_agrees() {
        Page asked = askedFor("{\"userinfo\":{\"profession\":null,\"email\":null}}");
        assertThat(asked.document().text()).doesNotContain("adresse");
        var registered = clients.find(client).orElseThrow();
        road.register(client, Level.SUBSTANTIAL, Set.of("openid", "profile", "rpps", "work_situation", "email"));
        assertThat(clients.find(client).orElseThrow().scopes()).isNotEqualTo(registered.scopes());

        Page again = visitor.submit(asked, "main form", Map.of("agree", "true"));

        assertThat(again.at().getPath()).isEqualTo("/signin/consent");
        assertThat(again.document().select("main li").eachText()).hasSize(3);
        assertThat(acts("CONSENT_GIVEN")).isZero();
        visitor.submit(again, "main form", Map.of("agree", "true"));
        assertThat(claims("CONSENT_GIVEN")).containsExactly("email profession");
    }

    private Page askedFor(String claims) {
        var key = road.enrolledKey(road.somebody(1), true);
        return new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, asking(claims))));
    }

    private static Map<String, String> asking(String claims) {
        return Map.of("prompt", "consent", "scope", "openid", "claims", claims);
    }

    private java.util.List<String> claims(String act) {
        return jdbc.sql("select details ->> 'claims' from trail where act = :act and client = :client")
                .param("act", act)
                .param("client", client)
                .query(String.class)
                .list();
    }

    private Page askedForConsent() {
        var key = road.enrolledKey(road.somebody(1), true);
        return new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, consent())));
    }

    private static Map<String, String> consent() {
        return Map.of("prompt", "consent", "scope", "openid profile");
    }

    private long acts(String act) {
        return jdbc.sql("select count(*) from trail where act = :act and client = :client")
                .param("act", act)
                .param("client", client)
                .query(Long.class)
                .single();
    }
}
