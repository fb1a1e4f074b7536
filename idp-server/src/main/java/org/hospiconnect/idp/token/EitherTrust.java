package org.hospiconnect.idp.token;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Trusts a server that one of several managers trusts, its name checked each time. */
final class EitherTrust extends X509ExtendedTrustManager {

    private final List<X509ExtendedTrustManager> managers;

    EitherTrust(List<X509TrustManager> managers) {
        this.managers =
                managers.stream().map(X509ExtendedTrustManager.class::cast).toList();
    }

    private interface Check {

        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void any(Check check) throws CertificateException {
        var refused = new CertificateException("no anchor trusts this server");
        for (X509ExtendedTrustManager manager : managers) {
            try {
                check.by(manager);
                return;
            } catch (CertificateException why) {
                refused.addSuppressed(why);
            }
        }
        throw refused;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        any(manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        any(manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        any(manager -> manager.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only servers are asked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("only servers are asked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only servers are asked");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return managers.stream()
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
