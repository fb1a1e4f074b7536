package org.hospiconnect.idp.token.dmp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hospiconnect.idp.keys.StructureSeal;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * The VIHF: a SAML 2.0 assertion for the DMP (CI-SIS, transport synchrone pour client lourd), sealed by the structure. UTF-8
 * bytes of one {@code Assertion} element without XML declaration.
 */
@Component
class VihfAssertion {

    private static final String X509_SUBJECT = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";

    private final VihfSettings settings;
    private final VihfAttributes attributes;

    VihfAssertion(VihfSettings settings) {
        this.settings = settings;
        this.attributes = new VihfAttributes(settings);
    }

    /** @param id an NCName that never comes twice */
    byte[] sealed(String id, DmpOpening opening, StructureSeal seal, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        var root = SamlElement.assertion(id);
        root.attribute("IssueInstant", second);
        root.add("Issuer", issuer(seal.certificate())).attribute("Format", X509_SUBJECT);
        Element subject = root.add("Subject").element();
        new SamlElement(subject).add("NameID", opening.professional().rpps().toPsIdNat());
        // no AudienceRestriction: the mapping says not to fill it
        root.add("Conditions")
                .attribute("NotBefore", second)
                .attribute("NotOnOrAfter", second.plus(settings.lifetime()));
        authentication(root.add("AuthnStatement"), opening.signIn());
        attributes.add(root.add("AttributeStatement"), opening);
        return VihfSigner.sign(root.element(), subject, seal);
    }

    private static String issuer(X509Certificate certificate) {
        return CertificateName.of(certificate.getSubjectX500Principal());
    }

    private static void authentication(SamlElement statement, DmpOpening.SignIn signIn) {
        statement.attribute("AuthnInstant", signIn.assessment().authTime().truncatedTo(ChronoUnit.SECONDS));
        SamlElement context = statement.add("AuthnContext");
        context.add("AuthnContextClassRef", signIn.means().contextClass());
        String declaration = signIn.means().contextDeclaration();
        if (declaration != null) {
            context.add("AuthnContextDecl", declaration);
        }
    }
}
