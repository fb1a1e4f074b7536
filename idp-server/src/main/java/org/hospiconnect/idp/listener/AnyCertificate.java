package org.hospiconnect.idp.listener;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Takes every client certificate in the handshake, which proves possession of its key and nothing else: whose it is, and
 * whether that counts, is asked of the registration, with an answer that the application can read.
 */
public final class AnyCertificate implements X509TrustManager {

    /** By name, from the container. */
    public AnyCertificate() {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        // ClientCertificates decides
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        throw new IllegalStateException("only for clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
