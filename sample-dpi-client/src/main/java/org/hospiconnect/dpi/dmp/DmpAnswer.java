package org.hospiconnect.dpi.dmp;

import static org.hospiconnect.dpi.dmp.SoapXml.children;
import static org.hospiconnect.dpi.dmp.SoapXml.first;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import org.hospiconnect.dpi.dmp.DmpOutcome.Opened;
import org.hospiconnect.dpi.dmp.DmpOutcome.OutOfReach;
import org.hospiconnect.dpi.dmp.DmpOutcome.Refused;
import org.hospiconnect.dpi.dmp.DmpOutcome.Remedy;
import org.hospiconnect.dpi.dmp.DmpOutcome.Sentence;
import org.w3c.dom.Element;

/** Reads what the DMP said: documents, a fault, or something else. */
final class DmpAnswer {

    private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    private static final String QUERY = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";
    private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    private static final String SUCCESS = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success";
    private static final String TYPE_CODE = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983";

    private DmpAnswer() {}

    static DmpOutcome read(byte[] body) {
        return SoapXml.read(body)
                .filter(root -> SOAP.equals(root.getNamespaceURI()))
                .flatMap(envelope -> first(envelope, SOAP, "Body"))
                .flatMap(
                        soap -> first(soap, SOAP, "Fault").map(DmpAnswer::fault).or(() -> documents(soap)))
                .orElseGet(() -> new OutOfReach("Le DMP (réponse illisible)"));
    }

    private static DmpOutcome fault(Element fault) {
        String code = first(fault, SOAP, "Subcode")
                .flatMap(subcode -> first(subcode, SOAP, "Value"))
                .map(value -> value.getTextContent().strip().replaceFirst("^.*:", ""))
                .orElse("Fault");
        String reason = first(fault, SOAP, "Text")
                .map(text -> text.getTextContent().strip())
                .orElse("sans explication.");
        return new Refused(
                "DMP",
                code,
                Optional.empty(),
                new Sentence(
                        "Le DMP a refusé. " + reason,
                        "Prévenez le support informatique, avec cette page.",
                        Remedy.NONE));
    }

    private static Optional<DmpOutcome> documents(Element body) {
        return first(body, QUERY, "AdhocQueryResponse")
                .filter(response -> SUCCESS.equals(response.getAttribute("status")))
                .map(response -> new Opened(SoapXml.all(response, RIM, "ExtrinsicObject").stream()
                        .map(DmpAnswer::document)
                        .sorted(Comparator.comparing(DmpDocument::date).reversed())
                        .toList()));
    }

    private static DmpDocument document(Element object) {
        return new DmpDocument(
                label(object),
                children(object, RIM, "Classification").stream()
                        .filter(element -> TYPE_CODE.equals(element.getAttribute("classificationScheme")))
                        .findFirst()
                        .map(DmpAnswer::label)
                        .orElse(""),
                slot(object, "creationTime")
                        .filter(time -> time.matches("[0-9]{8}.*"))
                        .map(time -> LocalDate.parse(time.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE))
                        .orElse(LocalDate.EPOCH),
                slot(object, "authorPerson").orElse(""),
                slot(object, "authorInstitution").orElse(""));
    }

    private static String label(Element element) {
        return children(element, RIM, "Name").stream()
                .findFirst()
                .flatMap(name -> first(name, RIM, "LocalizedString"))
                .map(text -> text.getAttribute("value"))
                .orElse("");
    }

    private static Optional<String> slot(Element object, String name) {
        return SoapXml.all(object, RIM, "Slot").stream()
                .filter(slot -> name.equals(slot.getAttribute("name")))
                .findFirst()
                .flatMap(slot -> first(slot, RIM, "Value"))
                .map(value -> value.getTextContent().strip());
    }
}
