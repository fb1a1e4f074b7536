package org.hospiconnect.simulator.dmp;

import static org.hospiconnect.simulator.dmp.XmlNames.SAML;
import static org.hospiconnect.simulator.dmp.XmlNames.attribute;
import static org.hospiconnect.simulator.dmp.XmlNames.children;
import static org.hospiconnect.simulator.dmp.XmlNames.only;
import static org.hospiconnect.simulator.dmp.XmlNames.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What an assertion says, before anything is believed of it.
 *
 * @param issuer distinguished name, when its Format is X509SubjectName
 * @param attributes values by attribute name; {@code Authentification_mode} of an ANS sample counts as {@code …_Mode}
 */
record Vihf(
        String id,
        Instant issued,
        String issuer,
        String nameId,
        Authentication authentication,
        Validity validity,
        Map<String, List<Element>> attributes) {

    private static final String X509_SUBJECT = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";

    Vihf {
        attributes = Map.copyOf(attributes);
    }

    record Authentication(Instant at, String classRef) {}

    record Validity(Optional<Instant> from, Optional<Instant> until, boolean restrictsAudience) {}

    static Reading<Vihf> read(Element assertion) {
        try {
            return attributes(assertion)
                    .then(attributes -> new Reading.Read<>(new Vihf(
                            attribute(assertion, "ID").orElseThrow(() -> new Malformed("ID")),
                            issued(assertion),
                            issuer(assertion),
                            text(child(child(assertion, "Subject"), "NameID")),
                            authentication(assertion),
                            validity(assertion),
                            attributes)));
        } catch (Malformed malformed) {
            return Reading.refused(Flaw.ASSERTION, malformed.what());
        }
    }

    /** Text of an attribute that has one value without elements; empty when blank, missing or structured. */
    Optional<String> one(String name) {
        return Optional.ofNullable(attributes.get(name))
                .filter(values ->
                        values.size() == 1 && children(values.getFirst()).isEmpty())
                .map(values -> text(values.getFirst()))
                .filter(value -> !value.isBlank());
    }

    private static Instant issued(Element assertion) {
        if (!attribute(assertion, "Version").equals(Optional.of("2.0"))) {
            throw new Malformed("Version");
        }
        return instant(assertion, "IssueInstant").orElseThrow(() -> new Malformed("IssueInstant"));
    }

    private static String issuer(Element assertion) {
        Element issuer = child(assertion, "Issuer");
        if (!X509_SUBJECT.equals(issuer.getAttribute("Format"))) {
            throw new Malformed("Issuer/@Format");
        }
        return text(issuer);
    }

    private static Authentication authentication(Element assertion) {
        Element statement = child(assertion, "AuthnStatement");
        return new Authentication(
                instant(statement, "AuthnInstant").orElseThrow(() -> new Malformed("AuthnInstant")),
                text(child(child(statement, "AuthnContext"), "AuthnContextClassRef")));
    }

    private static Validity validity(Element assertion) {
        var conditions = children(assertion, SAML, "Conditions");
        if (conditions.size() > 1) {
            throw new Malformed("Conditions");
        }
        return conditions.stream()
                .findFirst()
                .map(element -> new Validity(
                        instant(element, "NotBefore"),
                        instant(element, "NotOnOrAfter"),
                        !children(element, SAML, "AudienceRestriction").isEmpty()))
                .orElse(new Validity(Optional.empty(), Optional.empty(), false));
    }

    private static Reading<Map<String, List<Element>>> attributes(Element assertion) {
        var byName = new HashMap<String, List<Element>>();
        for (Element attribute : children(child(assertion, "AttributeStatement"), SAML, "Attribute")) {
            String name = attribute.getAttribute("Name").replace("Authentification_mode", "Authentification_Mode");
            if (byName.put(name, children(attribute, SAML, "AttributeValue")) != null) {
                return Reading.refused(Flaw.DOUBLED, name);
            }
        }
        return new Reading.Read<>(byName);
    }

    private static Element child(Element parent, String name) {
        return only(parent, SAML, name).orElseThrow(() -> new Malformed(name));
    }

    private static Optional<Instant> instant(Element element, String name) {
        try {
            return attribute(element, name).map(Instant::parse);
        } catch (DateTimeException unreadable) {
            throw new Malformed(name);
        }
    }

    /** Unwinds the reading of one assertion; never leaves {@link #read}. */
    private static final class Malformed extends RuntimeException {

        Malformed(String what) {
            super(what);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }
}
