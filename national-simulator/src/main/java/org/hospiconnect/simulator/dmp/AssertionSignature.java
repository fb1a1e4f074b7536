package org.hospiconnect.simulator.dmp;

import static org.hospiconnect.simulator.dmp.XmlNames.DSIG;
import static org.hospiconnect.simulator.dmp.XmlNames.attribute;
import static org.hospiconnect.simulator.dmp.XmlNames.children;
import static org.hospiconnect.simulator.dmp.XmlNames.is;
import static org.hospiconnect.simulator.dmp.XmlNames.only;
import static org.hospiconnect.simulator.dmp.XmlNames.text;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * The one signature that a VIHF may carry: enveloped, over the assertion itself, exclusive C14N, RSA-SHA256, with the
 * certificate in {@code KeyInfo/X509Data} (dmp-and-dpi-tokens.md §2.1).
 *
 * <p>The shape is read first, element by element, so that the verifier never meets another transform, another reference or
 * another way to name a key.
 */
final class AssertionSignature {

    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String ENVELOPED = DSIG + "enveloped-signature";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final int LEAST_KEY_BITS = 2048;
    private static final int MOST_CERTIFICATES = 4;

    private AssertionSignature() {}

    /** The signer's certificate first, then those it brought. */
    static Reading<List<X509Certificate>> verify(Element assertion) {
        var signature = only(assertion, DSIG, "Signature");
        if (signature.isEmpty()) {
            return Reading.refused(Flaw.SIGNATURE_SHAPE, "la signature n'est pas dans l'assertion");
        }
        return shape(signature.get(), assertion)
                .<Reading<List<X509Certificate>>>map(Reading.Refused::new)
                .orElseGet(
                        () -> certificates(signature.get()).then(chain -> verify(assertion, signature.get(), chain)));
    }

    private static Optional<Refusal> shape(Element signature, Element assertion) {
        var parts = children(signature);
        if (parts.size() != 3
                || !is(parts.get(0), DSIG, "SignedInfo")
                || !is(parts.get(1), DSIG, "SignatureValue")
                || !is(parts.get(2), DSIG, "KeyInfo")) {
            return refused("attendu SignedInfo, SignatureValue, KeyInfo");
        }
        var signedInfo = children(parts.getFirst());
        if (signedInfo.size() != 3 || !is(signedInfo.get(2), DSIG, "Reference")) {
            return refused("attendu une seule Reference");
        }
        if (!isAlgorithm(signedInfo.get(0), "CanonicalizationMethod", EXCLUSIVE)) {
            return refused("canonicalisation autre que exclusive");
        }
        if (!isAlgorithm(signedInfo.get(1), "SignatureMethod", RSA_SHA256)) {
            return refused("algorithme autre que RSA-SHA256");
        }
        return reference(signedInfo.get(2), assertion);
    }

    private static Optional<Refusal> reference(Element reference, Element assertion) {
        String id = assertion.getAttribute("ID");
        if (id.isBlank() || !attribute(reference, "URI").equals(Optional.of("#" + id))) {
            return refused("la Reference ne désigne pas l'assertion");
        }
        var parts = children(reference);
        if (parts.size() != 3
                || !is(parts.get(0), DSIG, "Transforms")
                || !isAlgorithm(parts.get(1), "DigestMethod", SHA256)
                || !is(parts.get(2), DSIG, "DigestValue")) {
            return refused("attendu Transforms, DigestMethod SHA-256, DigestValue");
        }
        var transforms = children(parts.getFirst());
        boolean asAgreed = transforms.size() == 2
                && isAlgorithm(transforms.get(0), "Transform", ENVELOPED)
                && isAlgorithm(transforms.get(1), "Transform", EXCLUSIVE);
        return asAgreed ? Optional.empty() : refused("transformations autres que enveloped puis exclusive");
    }

    private static boolean isAlgorithm(Element element, String name, String algorithm) {
        return is(element, DSIG, name) && algorithm.equals(element.getAttribute("Algorithm"));
    }

    private static Optional<Refusal> refused(String detail) {
        return Optional.of(Flaw.SIGNATURE_SHAPE.because(detail));
    }

    private static Reading<List<X509Certificate>> certificates(Element signature) {
        var data = only(signature, DSIG, "KeyInfo").flatMap(info -> only(info, DSIG, "X509Data"));
        var texts =
                data.map(element -> children(element, DSIG, "X509Certificate")).orElse(List.of());
        if (texts.isEmpty() || texts.size() > MOST_CERTIFICATES) {
            return Reading.refused(Flaw.SIGNATURE_SHAPE, "KeyInfo/X509Data/X509Certificate absent ou trop nombreux");
        }
        var chain = new ArrayList<X509Certificate>();
        try {
            for (Element element : texts) {
                byte[] der = Base64.getMimeDecoder().decode(text(element));
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException | IllegalArgumentException unreadable) {
            return Reading.refused(Flaw.SIGNATURE_SHAPE, "certificat illisible dans KeyInfo");
        }
        return new Reading.Read<>(List.copyOf(chain));
    }

    private static Reading<List<X509Certificate>> verify(
            Element assertion, Element signature, List<X509Certificate> chain) {
        if (!(chain.getFirst().getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < LEAST_KEY_BITS) {
            return Reading.refused(Flaw.SIGNATURE_SHAPE, "clé autre que RSA d'au moins 2048 bits");
        }
        var context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setIdAttributeNS(assertion, null, "ID");
        try {
            boolean genuine = XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
            return genuine
                    ? new Reading.Read<>(chain)
                    : Reading.refused(Flaw.SIGNATURE, "le contenu ne correspond pas à la signature");
        } catch (MarshalException | XMLSignatureException unreadable) {
            return Reading.refused(Flaw.SIGNATURE, "signature illisible");
        }
    }
}
