package org.hospiconnect.idp.authenticator.webauthn;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hospiconnect.idp.certificate.Revocation;
import org.hospiconnect.idp.certificate.RevocationLists;
import org.hospiconnect.idp.certificate.TrustedChains;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Was a certificate behind the signature of FIDO's list revoked? Told by files, or by the lists that the certificates name. */
record SignerRevocation(TrustedChains roots, MetadataSettings settings) {

    private static final Logger LOG = LoggerFactory.getLogger(SignerRevocation.class);
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int MOST_ADDRESSES = 4;

    /** @param chain verified: the addresses in it are fetched */
    Revocation of(List<X509Certificate> chain, Instant now) {
        if (!settings.revocation()) {
            return Revocation.GOOD;
        }
        Stream<String> places = settings.crls().isEmpty()
                ? chain.stream()
                        .flatMap(certificate -> RevocationLists.addresses(certificate).stream())
                        .map(URI::toString)
                        .distinct()
                        .limit(MOST_ADDRESSES)
                : settings.crls().stream().map(Object::toString);
        return roots.revocation(chain, places.flatMap(SignerRevocation::lists).toList(), now);
    }

    // one that can't be had says nothing, and that is unknown
    private static Stream<X509CRL> lists(String place) {
        try {
            return RevocationLists.read(new MetadataSource(place).bytes(LARGEST)).stream();
        } catch (IOException unread) {
            LOG.atWarn()
                    .addKeyValue("place", place)
                    .addKeyValue("cause", unread)
                    .log("list of revoked certificates not read");
            return Stream.empty();
        }
    }
}
