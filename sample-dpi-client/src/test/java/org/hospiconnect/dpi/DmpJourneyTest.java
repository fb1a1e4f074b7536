package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.dpi.RunningDpi.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Ouvrir le DMP", opened, refused by one or the other, or out of reach. */
class DmpJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();
    private static final String DOCUMENTS = """
            <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body>
            <query:AdhocQueryResponse xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
            xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0" \
            status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"><rim:RegistryObjectList>
            <rim:ExtrinsicObject id="a"><rim:Slot name="creationTime"><rim:ValueList><rim:Value>20261006143000</rim:Value></rim:ValueList></rim:Slot>
            <rim:Name><rim:LocalizedString value="Échographie &lt;b&gt;cardiaque"/></rim:Name></rim:ExtrinsicObject>
            <rim:ExtrinsicObject id="b"><rim:Name><rim:LocalizedString value="Sans date"/></rim:Name></rim:ExtrinsicObject>
            </rim:RegistryObjectList></query:AdhocQueryResponse></env:Body></env:Envelope>""";
    private static final String FAULT = """
            <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault>
            <env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value xmlns:x="urn:x">x:Expired</env:Value></env:Subcode></env:Code>
            <env:Reason><env:Text xml:lang="fr">Le VIHF n'est plus valable.</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>""";

    private final Browser browser = DPI.browser();

    @BeforeEach
    void start() {
        DPI.provider().reset();
        DPI.dmp().say(DOCUMENTS);
        browser.signIn();
    }

    @Test
    @Requirement({"HC-DPI-DMP", "RFC8693-2.1"})
    void the_documents_are_shown_and_the_assertion_travels_untouched() {
        var page = open(Map.of("motif", "normal"));

        assertThat(page.document().expectFirst("#dmp").attr("data-outcome")).isEqualTo("opened");
        assertThat(page.document().select("#dmp-documents tbody tr")).hasSize(2);
        assertThat(page.text("#dmp-documents tbody th span")).isEqualTo("Échographie <b>cardiaque");
        assertThat(DPI.provider().tokenRequests.getLast())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .containsEntry("audience", "urn:dmp")
                .containsEntry("requested_token_type", "urn:ietf:params:oauth:token-type:saml2")
                .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .containsEntry("patient_ins", "259039935001271^^^&1.2.250.1.213.1.4.10&ISO^NH")
                .containsEntry("purpose_of_use", "normal")
                .doesNotContainKey("access_reason");
        assertThat(DPI.dmp().received())
                .contains(StubProvider.assertion(), "259039935001271^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH");
        assertThat(DPI.dmp().client()).contains("OU=1990000115");
    }

    @Test
    @Requirement("HC-DPI-DMP-ONCE")
    void going_back_to_the_answer_or_reloading_it_opens_no_second_access() {
        var page = open(Map.of("motif", "normal"));
        int asked = DPI.provider().tokenRequests.size();

        assertThat(browser.redirections()).isNotEmpty();
        assertThat(page.at().getPath()).isEqualTo("/patients/P-1001/dmp/reponse");
        assertThat(browser.visit("/patients/P-1001/dmp/reponse").has("#dmp-purpose"))
                .isTrue();
        assertThat(DPI.provider().tokenRequests).hasSize(asked);
    }

    @Test
    void breaking_the_glass_needs_a_reason_and_sends_it() {
        int before = DPI.provider().tokenRequests.size();

        var withoutReason = open(Map.of("motif", "bris_de_glace", "raison", "  "));

        assertThat(withoutReason.text("#fault")).contains("raison");
        assertThat(withoutReason.at().getPath()).isEqualTo("/patients/P-1001/dmp");
        assertThat(withoutReason.document().expectFirst("#raison").hasAttr("autofocus"))
                .isTrue();
        assertThat(DPI.provider().tokenRequests).hasSize(before);
        open(Map.of("motif", "bris_de_glace", "raison", "Patient inconscient"));
        assertThat(DPI.provider().tokenRequests.getLast())
                .containsEntry("purpose_of_use", "bris_de_glace")
                .containsEntry("access_reason", "Patient inconscient");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"access_denied\",\"reason\":\"no_verified_rpps\",\"reference\":\"7F3K\"} | RPPS n'est pas vérifié",
                "{\"error\":\"access_denied\",\"reason\":\"rpps_check_too_old\"} | date de plus de deux ans",
                "{\"error\":\"access_denied\",\"reason\":\"savoir_faire_missing\"} | situation d'exercice est incomplète",
                "{\"error\":\"invalid_target\",\"reason\":\"seal_not_valid\"} | cachet de l'établissement",
                "{\"error\":\"invalid_request\",\"reason\":\"session_ended\"} | session est terminée",
                "{\"error\":\"temporarily_unavailable\"} | ne peut pas répondre",
                "{\"error\":\"something_new\"} | n'a pas donné l'autorisation",
                "<html>not JSON</html> | ne peut pas répondre",
            })
    @Requirement("HC-DPI-DMP")
    void what_the_provider_refuses_is_a_plain_sentence(String answer, String sentence) {
        DPI.provider().refuseExchange(answer);

        var page = open(Map.of("motif", "normal"));

        assertThat(page.document().expectFirst("#dmp").attr("data-outcome")).isEqualTo("refused");
        assertThat(page.text("#dmp-what")).contains(sentence);
        assertThat(page.text("#dmp-advice")).isNotBlank();
        assertThat(page.has("#dmp-reference")).isEqualTo(answer.contains("7F3K"));
    }

    @Test
    @Requirement("RFC9470-5")
    void too_weak_a_sign_in_offers_to_prove_more_and_comes_back_to_the_patient() {
        DPI.provider().refuseExchange("{\"error\":\"insufficient_user_authentication\",\"reason\":\"level_too_low\"}");
        var refused = open(Map.of("motif", "normal"));
        assertThat(refused.text("#dmp-code")).isEqualTo("level_too_low");

        DPI.provider().reset();
        var back = browser.submit(refused, "#dmp form", Map.of());

        assertThat(DPI.provider().authorizations.getLast())
                .containsEntry("acr_values", StubProvider.BASE + "eidas/substantial")
                .doesNotContainKey("max_age");
        assertThat(back.at().getPath()).isEqualTo("/patients/P-1001/dmp");
    }

    @Test
    @Requirement("HC-DPI-DMP")
    void what_the_dmp_refuses_is_named() {
        DPI.dmp().say(FAULT);

        var page = open(Map.of("motif", "normal"));

        assertThat(page.text("#dmp-what")).contains("Le VIHF n'est plus valable.");
        assertThat(page.text("#dmp-code")).isEqualTo("Expired");
    }

    @Test
    void a_dmp_that_is_mute_or_babbles_is_out_of_reach() {
        DPI.dmp().keepSilent();
        assertThat(open(Map.of("motif", "normal"))
                        .document()
                        .expectFirst("#dmp")
                        .attr("data-outcome"))
                .isEqualTo("out-of-reach");

        DPI.dmp().say("<html><p>captive portal</html");
        assertThat(open(Map.of("motif", "normal"))
                        .document()
                        .expectFirst("#dmp")
                        .attr("data-outcome"))
                .isEqualTo("out-of-reach");

        DPI.dmp().say("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + DOCUMENTS);
        assertThat(open(Map.of("motif", "normal"))
                        .document()
                        .expectFirst("#dmp")
                        .attr("data-outcome"))
                .isEqualTo("out-of-reach");
    }

    @Test
    @Requirement("HC-DPI-REFRESH")
    void an_access_token_that_has_expired_is_refreshed_before_it_is_used() {
        DPI.provider().giveAccessFor(1);
        DPI.browser();
        browser.visit("/connexion");
        int before = DPI.provider().tokenRequests.size();

        var page = open(Map.of("motif", "normal"));

        assertThat(page.has("#dmp-documents")).isTrue();
        assertThat(DPI.provider().tokenRequests.stream().skip(before).map(request -> request.get("grant_type")))
                .containsExactly("refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange");
    }

    @Test
    @Requirement("HC-DPI-REFRESH")
    void two_tabs_refresh_once() throws InterruptedException {
        DPI.provider().giveAccessFor(1);
        browser.visit("/connexion");
        DPI.provider().giveAccessFor(300);
        var form = browser.visit("/patients/P-1001/dmp");
        int before = DPI.provider().tokenRequests.size();

        var tabs = Stream.generate(() -> Thread.ofVirtual()
                        .unstarted(() -> browser.submit(form, "#dmp-purpose", Map.of("motif", "normal"))))
                .limit(8)
                .toList();
        tabs.forEach(Thread::start);
        for (var tab : tabs) {
            tab.join();
        }

        assertThat(DPI.provider().tokenRequests.stream().skip(before).map(request -> request.get("grant_type")))
                .hasSize(9)
                .containsOnlyOnce("refresh_token");
    }

    @Test
    @Requirement("HC-DPI-REFRESH")
    void a_session_that_has_ended_at_the_provider_asks_to_sign_in_again() {
        DPI.provider().giveAccessFor(1);
        browser.visit("/connexion");
        DPI.provider().refuseAuthorization("ended");

        assertThat(open(Map.of("motif", "normal"))
                        .document()
                        .expectFirst("#dmp")
                        .attr("data-outcome"))
                .isEqualTo("sign-in-again");
        assertThat(browser.submit(browser.visit("/session"), "main form", Map.of())
                        .has("#not-renewed"))
                .isTrue();
    }

    @Test
    @Requirement("HC-DPI-REFRESH")
    void a_renewal_can_be_asked() {
        var renewed = browser.submit(browser.visit("/session"), "main form", Map.of());

        assertThat(renewed.has("#renewed")).isTrue();
        assertThat(DPI.provider().tokenRequests.getLast()).containsEntry("grant_type", "refresh_token");
    }

    private Browser.Page open(Map<String, String> choice) {
        return browser.submit(browser.visit("/patients/P-1001/dmp"), "#dmp-purpose", choice);
    }
}
