package org.hospiconnect.simulator.dmp;

import static org.hospiconnect.simulator.dmp.XmlNames.SAML;
import static org.hospiconnect.simulator.dmp.XmlNames.SOAP;
import static org.hospiconnect.simulator.dmp.XmlNames.WSSE;
import static org.hospiconnect.simulator.dmp.XmlNames.children;
import static org.hospiconnect.simulator.dmp.XmlNames.is;
import static org.hospiconnect.simulator.dmp.XmlNames.only;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A SOAP 1.2 message whose only assertion stands where WS-Security puts it: {@code Envelope/Header/Security/Assertion}.
 *
 * <p>Elements are found by their place. A second assertion, a second signature or a doubled identifier anywhere in the
 * message is refused: what is verified is then also what is read (signature wrapping).
 */
record SoapMessage(Element assertion, Element body) {

    static Reading<SoapMessage> read(byte[] bytes) {
        return parse(bytes).then(SoapMessage::open);
    }

    private static Reading<Document> parse(byte[] bytes) {
        try {
            return new Reading.Read<>(parser().parse(new ByteArrayInputStream(bytes)));
        } catch (SAXException notXml) {
            return Reading.refused(Flaw.NOT_XML, "analyse impossible, ou présence d'un DOCTYPE");
        } catch (IOException badCharacters) {
            return Reading.refused(Flaw.NOT_XML, "caractères illisibles");
        }
    }

    private static DocumentBuilder parser() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Reading<SoapMessage> open(Document document) {
        Element envelope = document.getDocumentElement();
        var parts = children(envelope);
        if (!is(envelope, SOAP, "Envelope")
                || parts.size() != 2
                || !is(parts.get(0), SOAP, "Header")
                || !is(parts.get(1), SOAP, "Body")) {
            return Reading.refused(Flaw.NOT_SOAP, "attendu Envelope avec Header puis Body");
        }
        Optional<Element> assertion =
                only(parts.get(0), WSSE, "Security").flatMap(security -> only(security, SAML, "Assertion"));
        if (assertion.isEmpty()) {
            return Reading.refused(Flaw.NO_ASSERTION, "attendu Header/Security/Assertion une seule fois");
        }
        return oneOfEach(document)
                .<Reading<SoapMessage>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(new SoapMessage(assertion.get(), parts.get(1))));
    }

    private static Optional<Refusal> oneOfEach(Document document) {
        if (document.getElementsByTagNameNS(SAML, "Assertion").getLength() != 1) {
            return Optional.of(Flaw.MISPLACED.because("plusieurs Assertion dans le message"));
        }
        if (document.getElementsByTagNameNS(XmlNames.DSIG, "Signature").getLength() != 1) {
            return Optional.of(Flaw.MISPLACED.because("attendu une seule Signature dans le message"));
        }
        var identifiers = new HashSet<String>();
        var elements = document.getElementsByTagName("*");
        return IntStream.range(0, elements.getLength())
                .mapToObj(index -> (Element) elements.item(index))
                .flatMap(element -> identifiers(element).stream())
                .filter(identifier -> !identifiers.add(identifier))
                .findFirst()
                .map(doubled -> Flaw.MISPLACED.because("identifiant présent deux fois"));
    }

    private static List<String> identifiers(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(attributes::item)
                .filter(attribute -> "id".equalsIgnoreCase(attribute.getLocalName()))
                .map(attribute -> attribute.getNodeValue())
                .toList();
    }
}
