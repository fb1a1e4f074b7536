package org.hospiconnect.simulator.dmp;

import static org.hospiconnect.simulator.dmp.XmlNames.HL7;
import static org.hospiconnect.simulator.dmp.XmlNames.XSI;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** An HL7 {@code CE}: {@code <Role xmlns="urn:hl7-org:v3" xsi:type="CE" code="10" codeSystem="…" displayName="…"/>}. */
record CodedElement(String code, String system) {

    /** The element of that name alone in an attribute's value; empty when anything else, or more, stands there. */
    static Optional<CodedElement> read(Element value, String name) {
        var content = XmlNames.children(value);
        return content.size() == 1
                ? read(content).filter(coded -> XmlNames.is(content.getFirst(), HL7, name))
                : Optional.empty();
    }

    private static Optional<CodedElement> read(List<Element> content) {
        Element element = content.getFirst();
        String type = element.getAttributeNS(XSI, "type");
        boolean isCe = type.substring(type.indexOf(':') + 1).equals("CE");
        boolean isNamed = !element.getAttribute("displayName").isBlank();
        return isCe && isNamed
                ? Optional.of(new CodedElement(element.getAttribute("code"), element.getAttribute("codeSystem")))
                : Optional.empty();
    }
}
