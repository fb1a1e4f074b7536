package org.hospiconnect.idp.token;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.token.Terms.Confirmation;
import org.hospiconnect.idp.value.Bytes;

/**
 * The keys whose possession a request shows. Read once, before anything else, and left with the request.
 *
 * @param proof RFC 9449; its first use is still to be claimed
 * @param chain the client's certificate first, as the handshake had it; nothing but possession of its key is known
 */
public record Possession(Optional<DpopProof> proof, List<X509Certificate> chain) {

    public static final Possession NONE = new Possession(Optional.empty(), List.of());

    public Possession {
        chain = List.copyOf(chain);
    }

    private static final String ATTRIBUTE = Possession.class.getName();

    public static Possession of(HttpServletRequest request) {
        return (Possession) Objects.requireNonNullElse(request.getAttribute(ATTRIBUTE), NONE);
    }

    public void leaveWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    Optional<Confirmation> dpop() {
        return proof.map(shown -> new Confirmation(Confirmation.DPOP, shown.thumbprint()));
    }

    /** RFC 8705 §3.1. */
    Optional<Confirmation> certificate() {
        return chain.stream().findFirst().map(own -> new Confirmation(Confirmation.MTLS, thumbprint(own)));
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return Bytes.of(certificate.getEncoded()).sha256().toBase64Url();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("it came over the wire", impossible);
        }
    }

    public boolean shows(Confirmation key) {
        return dpop().equals(Optional.of(key)) || certificate().equals(Optional.of(key));
    }
}
