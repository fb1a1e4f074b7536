package org.hospiconnect.simulator.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import org.hospiconnect.simulator.FictionalAuthority;
import org.hospiconnect.simulator.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiver's doors, the signature and its forgeries, single use, misbehaviour: all through real TLS. */
class DmpReceiverJourneyTest {

    private static final RunningSimulator SIMULATOR = RunningSimulator.shared();

    @AfterEach
    void behave() throws Exception {
        turn("normal");
    }

    @Test
    @Requirement({"HC-SIM-SIGNATURE", "HC-SIM-DMP"})
    void a_right_message_gets_the_documents_of_its_patient() throws Exception {
        var answer = good();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/soap+xml");
        assertThat(answer.body()).contains("AdhocQueryResponse", "Échographie cardiaque");
    }

    @Test
    @Requirement("HC-SIM-REPLAY")
    void an_assertion_serves_once() throws Exception {
        String message = TestVihf.message(vihf().signed());

        assertThat(SIMULATOR.send(message).status()).isEqualTo(200);
        assertThat(SIMULATOR.send(message).subcode()).isEqualTo("Replayed");
    }

    @Test
    @Requirement("HC-SIM-TLS")
    void a_connection_needs_an_authentication_certificate_of_the_authority() {
        String message = TestVihf.message(vihf().signed());
        var stranger = new FictionalAuthority().client(TestVihf.STRUCTURE);

        assertThatThrownBy(() -> SIMULATOR.send(SIMULATOR.clientWith(null), message))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SIMULATOR.send(SIMULATOR.clientWith(stranger), message))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SIMULATOR.send(SIMULATOR.clientWith(SIMULATOR.seal()), message))
                .as("ORG SIGN has no clientAuth")
                .isInstanceOf(IOException.class);
    }

    @Test
    @Requirement("HC-SIM-TLS")
    void connection_and_assertion_are_of_one_structure() throws Exception {
        String message = TestVihf.message(vihf().signed());
        var tilleuls = SIMULATOR.clientWith(SIMULATOR.authority().client("1990000222"));
        var nameless = SIMULATOR.clientWith(SIMULATOR.authority().clientWithoutStructure());

        assertThat(SIMULATOR.send(tilleuls, message).subcode()).isEqualTo("TlsStructureMismatch");
        assertThat(SIMULATOR.send(nameless, message).subcode()).isEqualTo("TlsCertificateRefused");
    }

    @Test
    @Requirement("HC-SIM-SIGNATURE")
    void a_seal_must_be_a_valid_signing_certificate_of_the_authority() throws Exception {
        var authority = SIMULATOR.authority();
        var stranger = new FictionalAuthority().seal(TestVihf.STRUCTURE);

        for (var wrong : new FictionalAuthority.Credential[] {
            stranger, authority.expiredSeal(TestVihf.STRUCTURE), authority.client(TestVihf.STRUCTURE)
        }) {
            var answer =
                    SIMULATOR.send(TestVihf.message(TestVihf.sealedWith(wrong).signed()));
            assertThat(answer.subcode()).as(answer.body()).isEqualTo("SealCertificateRefused");
        }
    }

    @Test
    @Requirement("HC-SIM-SIGNATURE")
    void what_changes_after_signing_is_seen() throws Exception {
        String signed = vihf().signed();

        assertThat(subcode(signed.replace("899700000018", "899700000026"))).isEqualTo("SignatureInvalid");
        assertThat(subcode(signed.replaceFirst("<ds:SignatureValue>....", "<ds:SignatureValue>AAAA")))
                .isEqualTo("SignatureInvalid");
        assertThat(subcode(signed.replaceFirst("(?s)<ds:Signature .*</ds:Signature>", "")))
                .isEqualTo("MisplacedElement");
    }

    @Test
    @Requirement("HC-SIM-SIGNATURE")
    void another_way_to_sign_is_refused_before_it_is_tried() throws Exception {
        assertThat(subcode(vihf().withSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512")
                        .signed()))
                .isEqualTo("SignatureNotAdmitted");
        assertThat(subcode(vihf().withTransforms(Transform.ENVELOPED, CanonicalizationMethod.INCLUSIVE)
                        .signed()))
                .isEqualTo("SignatureNotAdmitted");
        assertThat(subcode(vihf().withTransforms(Transform.ENVELOPED).signed())).isEqualTo("SignatureNotAdmitted");
        assertThat(subcode(vihf().signed().replaceFirst("URI=\"#[^\"]*\"", "URI=\"\"")))
                .isEqualTo("SignatureNotAdmitted");
    }

    @Test
    @Requirement("HC-SIM-WRAPPING")
    void a_signed_assertion_wrapped_in_or_beside_a_forged_one_is_refused() throws Exception {
        String signed = vihf().signed();
        String forged =
                signed.replaceFirst("(?s)<ds:Signature .*</ds:Signature>", "").replace("899700000018", "899700000026");
        String otherId = forged.replaceFirst(" ID=\"", " ID=\"_x");
        String inside =
                otherId.replace("</saml:Assertion>", "<saml:Advice>" + signed + "</saml:Advice></saml:Assertion>");

        assertThat(subcode(inside)).isEqualTo("MisplacedElement");
        assertThat(subcode(forged + signed)).isEqualTo("NoVihf");
        assertThat(SIMULATOR
                        .send(TestVihf.message(forged).replace("<env:Body>", "<env:Body>" + signed))
                        .subcode())
                .isEqualTo("MisplacedElement");
        assertThat(SIMULATOR
                        .send(TestVihf.message(signed)
                                .replace("<env:Body>", "<env:Body><x Id=\"" + id(signed) + "\"/>"))
                        .subcode())
                .isEqualTo("MisplacedElement");
        assertThat(subcode(forged)).isEqualTo("MisplacedElement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE env:Envelope [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
                "<broken>"
            })
    @Requirement("HC-SIM-WRAPPING")
    void a_document_type_is_never_read(String prefix) throws Exception {
        assertThat(SIMULATOR.send(prefix + TestVihf.message(vihf().signed())).subcode())
                .isEqualTo("NotXml");
    }

    @Test
    void what_is_not_this_soap_message_is_named() throws Exception {
        String message = TestVihf.message(vihf().signed());

        assertThat(SIMULATOR
                        .send(message.replace("2003/05/soap-envelope", "2001/soap"))
                        .subcode())
                .isEqualTo("NotSoap12");
        assertThat(SIMULATOR.send("").subcode()).isEqualTo("NotXml");
        assertThat(SIMULATOR.send(TestVihf.message("")).subcode()).isEqualTo("NoVihf");
        assertThat(SIMULATOR.send(message.replace("14d4debf", "00000000")).subcode())
                .isEqualTo("QueryNotAdmitted");
        assertThat(SIMULATOR.send(message + " ".repeat(300_000)).subcode()).isEqualTo("MessageTooLarge");
    }

    @Test
    @Requirement("HC-SIM-MISBEHAVIOUR")
    void it_misbehaves_on_demand_and_its_page_says_so() throws Exception {
        turn("fault");
        assertThat(good().subcode()).isEqualTo("Unavailable");
        assertThat(SIMULATOR.index()).containsPattern("aria-current=\"true\" data-mode=\"fault\"");
        turn("garbage");
        assertThat(good().type()).startsWith("text/html");
        turn("slow");
        Instant before = Instant.now();
        assertThat(good().status()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(290));
        turn("silent");
        assertThatThrownBy(DmpReceiverJourneyTest::good).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void the_index_page_gives_whole_addresses_and_says_each_misbehaviour_in_french_beside_its_code() throws Exception {
        String page = SIMULATOR.index();

        assertThat(page)
                .containsPattern("https://localhost:[1-9][0-9]+/si-dmp-server/v2/services/registry")
                .containsPattern("http://localhost:[1-9][0-9]+/control/dmp")
                .contains("<span>Muet</span> <code>silent</code>");
    }

    @Test
    void each_listener_serves_its_own_things_only() throws Exception {
        var http = HttpClient.newHttpClient();

        assertThat(SIMULATOR
                        .post(http, "http", "/si-dmp-server/v2/services/registry", "")
                        .status())
                .isEqualTo(404);
        assertThat(SIMULATOR
                        .post(SIMULATOR.hospital(), "https", "/control/dmp", "{\"mode\":\"fault\"}")
                        .status())
                .isEqualTo(404);
        assertThat(SIMULATOR
                        .post(http, "http", "/control/dmp", "{\"mode\":\"other\"}")
                        .status())
                .isEqualTo(400);
    }

    private static RunningSimulator.Answer good() throws IOException, InterruptedException {
        return SIMULATOR.send(TestVihf.message(vihf().signed()));
    }

    private static TestVihf vihf() {
        return TestVihf.sealedWith(SIMULATOR.seal());
    }

    private static String subcode(String assertion) throws IOException, InterruptedException {
        return SIMULATOR.send(TestVihf.message(assertion)).subcode();
    }

    private static String id(String assertion) {
        return assertion.replaceFirst("(?s).*? ID=\"([^\"]*)\".*", "$1");
    }

    private static void turn(String mode) throws IOException, InterruptedException {
        var answer = SIMULATOR.post(HttpClient.newHttpClient(), "http", "/control/dmp", "{\"mode\":\"" + mode + "\"}");
        assertThat(answer.body()).contains(mode);
    }
}
