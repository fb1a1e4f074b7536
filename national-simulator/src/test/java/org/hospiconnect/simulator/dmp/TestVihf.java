package org.hospiconnect.simulator.dmp;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.hospiconnect.simulator.FictionalAuthority.Credential;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A VIHF written by the tests: good by default, spoilt by one replacement in its text before it is signed. */
final class TestVihf {

    static final String STRUCTURE = "1990000115";
    static final String PATIENT = "259039935001271^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH";

    private static final String TEXT = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="{id}" IssueInstant="{now}" Version="2.0">\
            <saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">{issuer}</saml:Issuer>\
            <saml:Subject><saml:NameID>899700000018</saml:NameID></saml:Subject>\
            <saml:Conditions NotBefore="{now}" NotOnOrAfter="{later}"/>\
            <saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>\
            urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext>\
            </saml:AuthnStatement><saml:AttributeStatement>\
            <saml:Attribute Name="VIHF_Version"><saml:AttributeValue>3.0</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="Authentification_Mode"><saml:AttributeValue>INDIRECTE_RENFORCEE</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="Identifiant_Structure"><saml:AttributeValue>1990000115</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="Secteur_Activite"><saml:AttributeValue>SA01^1.2.250.1.71.4.2.4</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="urn:oasis:names:tc:xspa:1.0:subject:subject-id"><saml:AttributeValue>EXEMPLE Élise CH FICTIF DE VALMONT</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="urn:oasis:names:tc:xacml:2.0:subject:role">\
            <saml:AttributeValue><Role xmlns="urn:hl7-org:v3" xsi:type="CE" code="10" codeSystem="1.2.250.1.71.1.2.7" codeSystemName="professions" displayName="Médecin"/></saml:AttributeValue>\
            <saml:AttributeValue><Role xmlns="urn:hl7-org:v3" xsi:type="CE" code="SM04" codeSystem="1.2.250.1.71.4.2.5" codeSystemName="savoir-faire" displayName="Cardiologie"/></saml:AttributeValue>\
            </saml:Attribute>\
            <saml:Attribute Name="urn:oasis:names:tc:xacml:2.0:resource:resource-id"><saml:AttributeValue>{patient}</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="Ressource_URN"><saml:AttributeValue>urn:dmp</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="urn:oasis:names:tc:xspa:1.0:subject:purposeofuse"><saml:AttributeValue>\
            <PurposeOfUse xmlns="urn:hl7-org:v3" xsi:type="CE" code="normal" codeSystem="1.2.250.1.213.1.1.4.248" codeSystemName="mode acces VIHF 2.0" displayName="Accès normal"/></saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="LPS_Nom"><saml:AttributeValue>DPI fictif</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="LPS_ID_HOMOLOGATION_DMP"><saml:AttributeValue>FIC-0001</saml:AttributeValue></saml:Attribute>\
            </saml:AttributeStatement></saml:Assertion>""";

    private final Credential seal;
    private final String signatureMethod;
    private final List<String> transforms;

    private TestVihf(Credential seal, String signatureMethod, List<String> transforms) {
        this.seal = seal;
        this.signatureMethod = signatureMethod;
        this.transforms = transforms;
    }

    static TestVihf sealedWith(Credential seal) {
        return new TestVihf(
                seal,
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
    }

    TestVihf withSignatureMethod(String other) {
        return new TestVihf(seal, other, transforms);
    }

    TestVihf withTransforms(String... others) {
        return new TestVihf(seal, signatureMethod, List.of(others));
    }

    String signed() {
        return signed(UnaryOperator.identity());
    }

    /** {@code spoil} works on the text before signing: the signature is genuine whatever it does. */
    String signed(UnaryOperator<String> spoil) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String text = spoil.apply(TEXT)
                .replace("{id}", "_" + UUID.randomUUID())
                .replace("{now}", now.toString())
                .replace("{later}", now.plusSeconds(300).toString())
                .replace(
                        "{issuer}", seal.certificate().getSubjectX500Principal().getName())
                .replace("{patient}", PATIENT);
        return sign(text);
    }

    private String sign(String text) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            Element assertion = document.getDocumentElement();
            assertion.setIdAttribute("ID", true);
            var factory = XMLSignatureFactory.getInstance("DOM");
            var context = new DOMSignContext(
                    seal.key(), assertion, assertion.getFirstChild().getNextSibling());
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(signedInfo(factory, assertion.getAttribute("ID")), keyInfo(factory))
                    .sign(context);
            return text(document);
        } catch (Exception impossible) { // a test's own writer: whatever goes wrong is the test's fault
            throw new IllegalStateException(impossible);
        }
    }

    private SignedInfo signedInfo(XMLSignatureFactory factory, String id) throws Exception {
        var digest = factory.newDigestMethod(DigestMethod.SHA256, null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(signatureMethod, null),
                List.of(factory.newReference("#" + id, digest, transforms(factory), null, null)));
    }

    private KeyInfo keyInfo(XMLSignatureFactory factory) {
        var info = factory.getKeyInfoFactory();
        return info.newKeyInfo(List.of(info.newX509Data(List.of(seal.certificate()))));
    }

    private List<Transform> transforms(XMLSignatureFactory factory) throws Exception {
        var list = new ArrayList<Transform>();
        for (String name : transforms) {
            list.add(factory.newTransform(name, (TransformParameterSpec) null));
        }
        return list;
    }

    private static String text(Document document) throws Exception {
        var writer = new StringWriter();
        var transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(writer));
        return writer.toString();
    }

    /** The SOAP message that a DPI would send with it. */
    static String message(String assertion) {
        return """
                <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header>\
                <wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">%s</wsse:Security>\
                </env:Header><env:Body>\
                <query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
                xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">\
                <query:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>\
                <rim:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">\
                <rim:Slot name="$XDSDocumentEntryPatientId"><rim:ValueList><rim:Value>'%s'</rim:Value></rim:ValueList></rim:Slot>\
                </rim:AdhocQuery></query:AdhocQueryRequest></env:Body></env:Envelope>""".formatted(assertion, PATIENT);
    }
}
