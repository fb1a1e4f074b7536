package org.hospiconnect.idp.listener;

import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLUtil;
import org.apache.tomcat.util.net.jsse.JSSEImplementation;
import org.apache.tomcat.util.net.jsse.JSSEUtil;

/**
 * TLS where a client certificate is asked for in the handshake and never later. The container warns at each start that its TLS 1.3
 * can't ask a connection afterwards (RFC 8446 §4.6.2): a page behind its own log-in by certificate would need that, and there is none.
 */
public final class CertificateInHandshake extends JSSEImplementation {

    /** By name, from the container. */
    public CertificateInHandshake() {}

    @Override
    public SSLUtil getSSLUtil(SSLHostConfigCertificate certificate) {
        return new JSSEUtil(certificate, false);
    }
}
