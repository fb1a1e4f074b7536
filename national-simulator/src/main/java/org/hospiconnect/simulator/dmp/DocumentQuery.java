package org.hospiconnect.simulator.dmp;

import static org.hospiconnect.simulator.dmp.XmlNames.QUERY;
import static org.hospiconnect.simulator.dmp.XmlNames.RIM;
import static org.hospiconnect.simulator.dmp.XmlNames.children;
import static org.hospiconnect.simulator.dmp.XmlNames.only;
import static org.hospiconnect.simulator.dmp.XmlNames.text;

import java.util.Optional;
import org.w3c.dom.Element;

/** ITI-18 FindDocuments, of which we read the patient only. */
final class DocumentQuery {

    private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";

    private DocumentQuery() {}

    /** The patient that the query asks for, without the quotes that ebRS puts around a string. */
    static Reading<String> patient(Element body) {
        Optional<Element> query = only(body, QUERY, "AdhocQueryRequest")
                .flatMap(request -> only(request, RIM, "AdhocQuery"))
                .filter(adhoc -> FIND_DOCUMENTS.equals(adhoc.getAttribute("id")));
        return query.flatMap(DocumentQuery::slot)
                .<Reading<String>>map(Reading.Read::new)
                .orElseGet(() -> Reading.refused(Flaw.QUERY, "attendu AdhocQueryRequest FindDocuments"));
    }

    private static Optional<String> slot(Element query) {
        return children(query, RIM, "Slot").stream()
                .filter(slot -> "$XDSDocumentEntryPatientId".equals(slot.getAttribute("name")))
                .findFirst()
                .flatMap(slot -> only(slot, RIM, "ValueList"))
                .flatMap(values -> only(values, RIM, "Value"))
                .map(value -> text(value).replaceAll("^'|'$", ""));
    }
}
