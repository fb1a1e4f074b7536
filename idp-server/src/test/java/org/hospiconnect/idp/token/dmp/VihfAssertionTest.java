package org.hospiconnect.idp.token.dmp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.keys.StructureSeal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.xml.SimpleNamespaceContext;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VihfAssertionTest {

    private static final Path GOLDEN = Path.of("src/test/resources/token/vihf.xml");

    /** What a person may type, with everything that could break out of an element or a signature. */
    private static final String NASTY = "Arrêt cardiaque: \"œuf\" <x/> ]]> &amp; 'l''été' 日本 \uD83D\uDE91 fin";

    @TempDir
    private static Path folder;

    private final SealFixture seals = new SealFixture();
    private final VihfAssertion assertions = new VihfAssertion(DmpRulesTest.SETTINGS);
    private XmlSec xmlSec;

    @BeforeAll
    void trust() throws IOException {
        xmlSec = new XmlSec(seals.authorityPem(folder));
    }

    @Test
    @Requirement({"HC-VIHF-SEAL", "SAML-CORE-5.4"})
    void a_tool_that_is_not_ours_verifies_the_seal_and_its_chain() throws Exception {
        var answer = xmlSec.verify(vihf(DmpFixture.right()));

        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    @Test
    @Requirement("HC-VIHF-SEAL")
    void special_characters_survive_signing_and_are_text_only() throws Exception {
        byte[] vihf = vihf(breakGlass(NASTY));

        assertThat(xmlSec.verify(vihf).exitCode()).isZero();
        assertThat(text(vihf, "//s:Attribute[@Name='Mode_Acces_Raison']/s:AttributeValue"))
                .isEqualTo(NASTY);
        assertThat(text(vihf, "count(//*[local-name()='x'])")).isEqualTo("0");
        assertThat(new String(vihf, UTF_8)).contains("Médecin").doesNotContain("&#13;");
    }

    @Test
    @Requirement("HC-VIHF-SEAL")
    void the_provider_of_the_seal_does_the_arithmetic() {
        StructureSeal seal = seals.seal();
        var none = new Provider("none", "1", "signs nothing") {};
        var sealedByNone = new StructureSeal(seal.structIdNat(), seal.key(), Optional.of(none), seal.certificate());

        assertThatIllegalStateException()
                .isThrownBy(() -> assertions.sealed("_1", opening(DmpFixture.right()), sealedByNone, DmpFixture.NOW));
    }

    @Test
    @Requirement("HC-VIHF-SEAL")
    void what_xml_cannot_carry_is_never_sealed() {
        assertThatIllegalStateException().isThrownBy(() -> vihf(breakGlass("a\u0001b")));
        assertThatIllegalStateException().isThrownBy(() -> vihf(breakGlass("\uD83D")));
    }

    @ParameterizedTest
    @Requirement("HC-VIHF-SEAL")
    @CsvSource({
        "1.2.250.1.213.1.4.10, 1.2.250.1.213.1.4.8",
        "urn:dmp, urn:dmP",
        "Version=\"2.0\", Version=\"2.1\"",
        "code=\"10\", code=\"21\"",
        "2026-11-24T10:05:00Z, 2027-11-24T10:05:00Z",
        "889970000009, 889970000017"
    })
    void a_change_anywhere_breaks_the_seal(String from, String to) throws Exception {
        String right = new String(vihf(DmpFixture.right()), UTF_8);
        String changed = right.replace(from, to);
        assertThat(changed).isNotEqualTo(right);

        assertThat(xmlSec.verify(changed.getBytes(UTF_8)).exitCode()).isNotZero();
    }

    @Test
    @Requirement("HC-VIHF-SEAL")
    void a_seal_of_another_authority_is_not_trusted() throws Exception {
        var stranger = new SealFixture().seal();
        byte[] vihf = assertions.sealed("_1", opening(DmpFixture.right()), stranger, DmpFixture.NOW);

        assertThat(xmlSec.verify(vihf).exitCode()).isNotZero();
    }

    @Test
    @Requirement({"SAML-CORE-5.4", "HC-VIHF-SCHEMA"})
    void it_follows_the_schema_of_saml() {
        assertThatCode(() -> validate(vihf(DmpFixture.right()))).doesNotThrowAnyException();
        assertThatCode(() -> validate(vihf(breakGlass("coma")))).doesNotThrowAnyException();
        // and the check can fail: a second issuer where the schema wants the signature
        String wrong = new String(vihf(DmpFixture.right()), UTF_8)
                .replace("<ds:Signature ", "<saml2:Issuer>x</saml2:Issuer><ds:Signature ");
        assertThatCode(() -> validate(wrong.getBytes(UTF_8))).isInstanceOf(SAXException.class);
    }

    @Test
    @Requirement({"HC-VIHF-ATTRIBUTES", "HC-VIHF-ROLE", "HC-VIHF-LPS", "HC-VIHF-LIFE", "HC-VIHF-MODE"})
    void the_whole_document_is_golden() throws IOException {
        assertThat(masked(vihf(breakGlass("Arrêt cardiaque")))).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    @Requirement("HC-VIHF-ISSUER")
    void the_issuer_is_the_certificates_name_in_its_own_order() throws Exception {
        byte[] vihf = vihf(DmpFixture.right());

        assertThat(text(vihf, "/s:Assertion/s:Issuer"))
                .isEqualTo("C=FR,ST=Valmont (99),O=CH FICTIF DE VALMONT,OU=1990000115,CN=DPI \\, cachet d'été");
        assertThat(text(vihf, "/s:Assertion/s:Issuer/@Format"))
                .isEqualTo("urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName");
    }

    @Test
    @Requirement("HC-VIHF-ISSUER")
    void types_that_rfc_2253_writes_as_numbers_keep_their_words() {
        var seal = seals.seal("1990000115", "C=FR, O=CH FICTIF, OU=1990000115, SERIALNUMBER=42, CN=cachet");

        assertThat(CertificateName.of(seal.certificate().getSubjectX500Principal()))
                .isEqualTo("C=FR,O=CH FICTIF,OU=1990000115,SERIALNUMBER=42,CN=cachet");
    }

    @Test
    @Requirement("HC-VIHF-ROLE")
    void only_physicians_have_a_second_role() throws Exception {
        var nurse = DmpFixture.person(
                DmpFixture.physician().identifiers(),
                java.util.List.of(DmpFixture.situation(DmpFixture.NURSE, Optional.of(DmpFixture.CARDIOLOGY), false)));
        byte[] vihf = vihf(DmpFixture.facts(
                nurse,
                DmpFixture.session(Optional.empty(), DmpFixture.substantial()),
                DmpFixture.right().request()));

        assertThat(text(vihf, "count(//h:Role)")).isEqualTo("1");
        assertThat(text(vihf(DmpFixture.right()), "count(//h:Role)")).isEqualTo("2");
    }

    @Test
    @Requirement("HC-VIHF-MODE")
    void a_sign_in_by_pro_sante_connect_is_told_as_air() throws Exception {
        var psc = DmpFixture.proof("psc", DmpFixture.substantial().grounds())
                .on(ExampleProof.elsewhere(Optional.of(Level.SUBSTANTIAL), Level.SUBSTANTIAL));
        byte[] vihf = vihf(DmpFixture.facts(
                DmpFixture.physician(),
                DmpFixture.session(Optional.empty(), psc),
                DmpFixture.right().request()));

        validate(vihf);
        assertThat(text(vihf, "//s:Attribute[@Name='Authentification_Mode']/s:AttributeValue"))
                .isEqualTo("INDIRECTE_RENFORCEE");
        assertThat(text(vihf, "//s:AuthnContextClassRef")).endsWith(":MobileTwoFactorUnregistered");
        assertThat(text(vihf, "//s:AuthnContextDecl")).isEqualTo("APP_BROWSER_AUTH");
    }

    private byte[] vihf(DmpFacts facts) {
        return assertions.sealed("_1", opening(facts), seals.seal(), DmpFixture.NOW);
    }

    private static DmpOpening opening(DmpFacts facts) {
        var decision = DmpRulesTest.rules().decide(facts);
        return ((Checked.Passed<DmpOpening>) decision).value();
    }

    private static DmpFacts breakGlass(String reason) {
        return DmpFixture.facts(
                DmpFixture.physician(),
                DmpFixture.session(Optional.empty(), DmpFixture.substantial()),
                DmpFixture.request(PurposeOfUse.BREAK_GLASS, Optional.of(reason)));
    }

    private static String masked(byte[] vihf) {
        return new String(vihf, UTF_8)
                .replaceAll("(<ds:(DigestValue|SignatureValue|X509Certificate)>)[^<]+", "$1…")
                .replaceAll("><", ">\n<")
                .concat("\n");
    }

    private static String text(byte[] vihf, String path) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(vihf));
        var xpath = XPathFactory.newInstance().newXPath();
        xpath.setNamespaceContext(names());
        return xpath.evaluate(path, document);
    }

    private static NamespaceContext names() {
        var names = new SimpleNamespaceContext();
        names.setBindings(Map.of("s", "urn:oasis:names:tc:SAML:2.0:assertion", "h", "urn:hl7-org:v3"));
        return names;
    }

    /** The schema files of OASIS and W3C come from OpenSAML's jars; HL7's coded type is declared beside this test. */
    private static void validate(byte[] vihf) throws Exception {
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver(new BundledSchemas());
        var schema = factory.newSchema(new Source[] {
            BundledSchemas.source("/schema/saml-schema-assertion-2.0.xsd"),
            BundledSchemas.source("/token/hl7-coded.xsd")
        });
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(vihf)));
    }
}
