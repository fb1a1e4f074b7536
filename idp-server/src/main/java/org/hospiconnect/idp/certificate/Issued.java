package org.hospiconnect.idp.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A key and its certificate. */
record Issued(PrivateKey key, X509Certificate certificate) {

    @Override
    public String toString() {
        return "Issued[" + certificate.getSubjectX500Principal() + "]";
    }
}
