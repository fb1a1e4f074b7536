package org.hospiconnect.dpi.dmp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML that a stranger wrote: no document type, no entity, nothing fetched. */
final class SoapXml {

    private SoapXml() {}

    /** The document's root; empty when it isn't XML that we read. */
    static Optional<Element> read(byte[] bytes) {
        try {
            return Optional.of(parser().parse(new ByteArrayInputStream(bytes)).getDocumentElement());
        } catch (SAXException | IOException notXml) {
            return Optional.empty();
        }
    }

    static List<Element> all(Element parent, String namespace, String name) {
        var nodes = parent.getElementsByTagNameNS(namespace, name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    static Optional<Element> first(Element parent, String namespace, String name) {
        return all(parent, namespace, name).stream().findFirst();
    }

    /** Direct children only. */
    static List<Element> children(Element parent, String namespace, String name) {
        return all(parent, namespace, name).stream()
                .filter(element -> isChild(element, parent))
                .toList();
    }

    private static boolean isChild(Node node, Element parent) {
        return parent.isSameNode(node.getParentNode());
    }

    private static DocumentBuilder parser() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
