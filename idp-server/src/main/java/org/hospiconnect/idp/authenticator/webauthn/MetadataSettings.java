package org.hospiconnect.idp.authenticator.webauthn;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What FIDO says of models of keys (Metadata Service 3).
 *
 * @param source an address as {@code https://mds3.fidoalliance.org/}, a file, or a folder whose youngest file counts; without one, only
 *     the roots of {@code trust-anchors} vouch for keys
 * @param roots PEM files of the roots that may stand behind the signature; default: GlobalSign Root CA - R3 and GlobalSign Root R46
 * @param signer DNS name in the certificate that signs
 * @param revocation whether the certificates behind the signature are looked for on the lists of revoked ones of their authorities; on the
 *     list, or no list to be had: what they signed is refused
 * @param crls files with those lists, PEM or DER; without any, they are fetched from the addresses that the certificates name, once their
 *     chain is verified
 * @param every how often the source is read
 * @param staleAfter how long after the day of its next update a list may still vouch for a new key
 */
record MetadataSettings(
        Optional<String> source,
        @DefaultValue List<Path> roots,
        @DefaultValue("mds.fidoalliance.org") String signer,
        @DefaultValue("true") boolean revocation,
        @DefaultValue List<Path> crls,
        @DefaultValue("6h") Duration every,
        @DefaultValue("14d") Period staleAfter) {

    MetadataSettings {
        roots = List.copyOf(roots);
        crls = List.copyOf(crls);
        if (source.filter(place -> place.startsWith("http://")).isPresent() && !isOnThisMachine(source.get())) {
            throw new IllegalArgumentException(
                    "hospiconnect.authenticator.webauthn.metadata.source is https, a file or a folder");
        }
    }

    private static boolean isOnThisMachine(String place) {
        return place.startsWith("http://localhost:") || place.startsWith("http://127.0.0.1:");
    }
}
