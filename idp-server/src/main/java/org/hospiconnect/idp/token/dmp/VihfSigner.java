package org.hospiconnect.idp.token.dmp;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.hospiconnect.idp.keys.StructureSeal;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * XML-DSig of an assertion: enveloped, exclusive C14N without comments, RSA-SHA256, the certificate in {@code KeyInfo};
 * with the JDK's own implementation, the arithmetic by the provider of the seal.
 */
final class VihfSigner {

    /** Of the JDK's implementation: who does the arithmetic. */
    private static final String PROVIDER = "org.jcp.xml.dsig.internal.dom.SignatureProvider";

    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private VihfSigner() {}

    /**
     * Signs {@code assertion} in place and serialises it.
     *
     * @param next the element before which the signature stands; the schema of SAML wants it right after {@code Issuer}
     */
    static byte[] sign(Element assertion, Element next, StructureSeal seal) {
        var factory = XMLSignatureFactory.getInstance("DOM");
        try {
            var context = new DOMSignContext(seal.key(), assertion, next);
            context.setDefaultNamespacePrefix("ds");
            seal.provider().ifPresent(provider -> context.setProperty(PROVIDER, provider));
            factory.newXMLSignature(
                            signedInfo(factory, assertion.getAttribute("ID")), keyInfo(factory, seal.certificate()))
                    .sign(context);
        } catch (MarshalException | XMLSignatureException | GeneralSecurityException broken) {
            throw new IllegalStateException("the structure's key does not sign", broken);
        }
        unwrap(assertion, "SignatureValue");
        unwrap(assertion, "X509Certificate");
        return serialised(assertion);
    }

    private static SignedInfo signedInfo(XMLSignatureFactory factory, String id) throws GeneralSecurityException {
        var transforms = List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null));
        Reference reference = factory.newReference(
                "#" + id, factory.newDigestMethod(DigestMethod.SHA256, null), transforms, null, null);
        SignatureMethod method = factory.newSignatureMethod(RSA_SHA256, null);
        CanonicalizationMethod canonical =
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null);
        return factory.newSignedInfo(canonical, method, List.of(reference));
    }

    private static KeyInfo keyInfo(XMLSignatureFactory factory, X509Certificate certificate) {
        var keyInfos = factory.getKeyInfoFactory();
        return keyInfos.newKeyInfo(List.of(keyInfos.newX509Data(List.of(certificate))));
    }

    /** The JDK breaks base64 with CR LF, which a serialiser must escape; these two are outside the digest. */
    private static void unwrap(Element assertion, String name) {
        NodeList found = assertion.getElementsByTagNameNS(XMLSignature.XMLNS, name);
        for (int i = 0; i < found.getLength(); i++) {
            found.item(i).setTextContent(found.item(i).getTextContent().replaceAll("\\s", ""));
        }
    }

    private static byte[] serialised(Element assertion) {
        var bytes = new ByteArrayOutputStream();
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(assertion), new StreamResult(bytes));
        } catch (TransformerException impossible) {
            throw new IllegalStateException("a tree in memory can be written", impossible);
        }
        return bytes.toByteArray();
    }
}
