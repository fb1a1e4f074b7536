package org.hospiconnect.simulator.dmp;

import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** What goes out: an ebXML list of documents (the few fields that our callers show), or a SOAP 1.2 fault. */
final class SoapAnswers {

    /** Our own namespace: the real DMP's fault codes are in a specification that we have not read. */
    static final String FAULTS = "urn:hospiconnect:national-simulator:dmp-fault";

    private SoapAnswers() {}

    static String fault(Refusal refusal) {
        return fault("Sender", refusal.flaw().subcode(), refusal.sentence());
    }

    static String unavailable() {
        return fault("Receiver", "Unavailable", "Le DMP fictif est indisponible, à la demande.");
    }

    private static String fault(String code, String subcode, String reason) {
        return envelope("""
                <env:Fault><env:Code><env:Value>env:%s</env:Value>\
                <env:Subcode><env:Value xmlns:dmp="%s">dmp:%s</env:Value></env:Subcode></env:Code>\
                <env:Reason><env:Text xml:lang="fr">%s</env:Text></env:Reason></env:Fault>""".formatted(code, FAULTS, subcode, escaped(reason)));
    }

    static String documents(DmpReceiver.Answer answer) {
        String objects = answer.documents().stream()
                .map(document -> object(answer.patient(), document))
                .collect(Collectors.joining("\n"));
        return envelope("""
                <query:AdhocQueryResponse xmlns:query="%s" xmlns:rim="%s" \
                status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success">
                <rim:RegistryObjectList>
                %s
                </rim:RegistryObjectList></query:AdhocQueryResponse>""".formatted(XmlNames.QUERY, XmlNames.RIM, objects));
    }

    private static String object(String patient, MedicalDocument document) {
        return """
                <rim:ExtrinsicObject id="urn:uuid:00000000-0000-4000-8000-%012d" mimeType="text/xml" \
                objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1" \
                status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved">
                %s%s%s
                <rim:Name><rim:LocalizedString xml:lang="fr" value="%s"/></rim:Name>
                <rim:Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" \
                nodeRepresentation="%s"><rim:Name><rim:LocalizedString xml:lang="fr" value="%s"/></rim:Name>\
                </rim:Classification>
                <rim:Classification classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d" \
                nodeRepresentation="">%s%s</rim:Classification>
                </rim:ExtrinsicObject>""".formatted(
                        document.number(),
                        slot("creationTime", document.created()),
                        slot("sourcePatientId", patient),
                        slot("languageCode", "fr-FR"),
                        escaped(document.title()),
                        document.type().code(),
                        escaped(document.type().label()),
                        slot("authorPerson", document.author().person()),
                        slot("authorInstitution", document.author().institution()));
    }

    private static String slot(String name, String value) {
        return "<rim:Slot name=\"%s\"><rim:ValueList><rim:Value>%s</rim:Value></rim:ValueList></rim:Slot>"
                .formatted(name, escaped(value));
    }

    private static String envelope(String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <env:Envelope xmlns:env="%s"><env:Body>%s</env:Body></env:Envelope>
                """.formatted(XmlNames.SOAP, body);
    }

    /** Only the five characters of XML: named HTML entities would not parse. */
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
