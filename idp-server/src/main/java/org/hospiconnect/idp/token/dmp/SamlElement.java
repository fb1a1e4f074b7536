package org.hospiconnect.idp.token.dmp;

import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * One element of an assertion being written, in the namespace {@code urn:oasis:names:tc:SAML:2.0:assertion}. Text goes in
 * through the DOM alone, so that nothing a person typed can become markup.
 */
record SamlElement(Element element) {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String HL7 = "urn:hl7-org:v3";
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final String XMLNS = XMLConstants.XMLNS_ATTRIBUTE_NS_URI;

    private static final Pattern NOT_CARRIED = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]");

    static SamlElement assertion(String id) {
        Document document = empty();
        Element root = document.createElementNS(SAML, "saml2:Assertion");
        document.appendChild(root);
        // declared by hand: canonicalisation reads declarations from the tree, before any serialiser adds them
        root.setAttributeNS(XMLNS, "xmlns:saml2", SAML);
        root.setAttributeNS(XMLNS, "xmlns:xsi", XSI);
        root.setAttributeNS(null, "Version", "2.0");
        root.setAttributeNS(null, "ID", id);
        root.setIdAttributeNS(null, "ID", true);
        return new SamlElement(root);
    }

    SamlElement add(String name) {
        Element child = element.getOwnerDocument().createElementNS(SAML, "saml2:" + name);
        element.appendChild(child);
        return new SamlElement(child);
    }

    SamlElement add(String name, String text) {
        SamlElement child = add(name);
        child.element.setTextContent(carried(text));
        return child;
    }

    /** A coded element of HL7 v3, type {@code CE}: the unprefixed type name resolves in the default namespace. */
    SamlElement addCoded(String name) {
        Element child = element.getOwnerDocument().createElementNS(HL7, name);
        child.setAttributeNS(XMLNS, "xmlns", HL7);
        child.setAttributeNS(XSI, "xsi:type", "CE");
        element.appendChild(child);
        return new SamlElement(child);
    }

    SamlElement attribute(String name, Object value) {
        element.setAttributeNS(null, name, carried(value.toString()));
        return this;
    }

    /** XML 1.0 has no control characters and no halves of characters, not even escaped. */
    static boolean carries(String text) {
        return !NOT_CARRIED.matcher(text).find();
    }

    /** Requests are refused before, so what does not fit is our own data. */
    private static String carried(String text) {
        if (!carries(text)) {
            throw new IllegalStateException("a control character in a name, label or registration");
        }
        return text;
    }

    private static Document empty() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK has a DOM", impossible);
        }
    }
}
