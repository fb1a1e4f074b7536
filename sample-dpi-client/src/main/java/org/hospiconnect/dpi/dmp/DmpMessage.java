package org.hospiconnect.dpi.dmp;

import org.springframework.web.util.HtmlUtils;

/**
 * What goes to the DMP: the VIHF in the WS-Security header, an ITI-18 query for the patient's documents in the body.
 *
 * <p>The assertion is put in as text, untouched: parsed and written again, its signature could break.
 */
final class DmpMessage {

    private DmpMessage() {}

    static String of(String assertion, String patient) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header>\
                <wsa:Action xmlns:wsa="http://www.w3.org/2005/08/addressing">urn:ihe:iti:2007:RegistryStoredQuery</wsa:Action>\
                <wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" \
                env:mustUnderstand="true">%s</wsse:Security></env:Header><env:Body>\
                <query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
                xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">\
                <query:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>\
                <rim:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">\
                <rim:Slot name="$XDSDocumentEntryPatientId"><rim:ValueList><rim:Value>'%s'</rim:Value></rim:ValueList></rim:Slot>\
                <rim:Slot name="$XDSDocumentEntryStatus"><rim:ValueList>\
                <rim:Value>('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</rim:Value></rim:ValueList></rim:Slot>\
                </rim:AdhocQuery></query:AdhocQueryRequest></env:Body></env:Envelope>""".formatted(withoutDeclaration(assertion), HtmlUtils.htmlEscape(patient, "UTF-8"));
    }

    private static String withoutDeclaration(String assertion) {
        return assertion.strip().replaceFirst("^<\\?xml[^>]*\\?>\\s*", "");
    }
}
