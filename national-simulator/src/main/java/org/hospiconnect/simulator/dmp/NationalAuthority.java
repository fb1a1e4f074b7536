package org.hospiconnect.simulator.dmp;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.hospiconnect.simulator.DevelopmentFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The fictional IGC-Santé: says which structure a certificate names ({@code OU} = {@code Struct_IdNat}).
 *
 * <p>No revocation: the development authority publishes no list.
 */
@Component
class NationalAuthority {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final X509Certificate root;
    private final Clock clock;

    NationalAuthority(DevelopmentFiles files, Clock clock) {
        this.root = files.authority();
        this.clock = clock;
    }

    /** ORG AUTH_CLI: the structure that opened the TLS connection. */
    Reading<String> client(List<X509Certificate> chain) {
        if (!hasPurpose(chain.getFirst(), CLIENT_AUTH)) {
            return Reading.refused(Flaw.TLS_CERTIFICATE, "usage étendu clientAuth absent");
        }
        return structure(chain, Flaw.TLS_CERTIFICATE);
    }

    /** ORG SIGN: the structure that sealed the assertion. */
    Reading<String> seal(List<X509Certificate> chain) {
        boolean @Nullable [] usage = chain.getFirst().getKeyUsage();
        if (usage == null || !(usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])) {
            return Reading.refused(Flaw.SEAL_CERTIFICATE, "usage de signature absent");
        }
        if (hasPurpose(chain.getFirst(), CLIENT_AUTH)) {
            return Reading.refused(Flaw.SEAL_CERTIFICATE, "certificat d'authentification, non de cachet");
        }
        return structure(chain, Flaw.SEAL_CERTIFICATE);
    }

    private Reading<String> structure(List<X509Certificate> chain, Flaw flaw) {
        if (!leadsToRoot(chain)) {
            return Reading.refused(
                    flaw, "la chaîne ne mène pas à l'autorité, ou le certificat n'est pas en cours de validité");
        }
        var units = units(chain.getFirst());
        return units.size() == 1
                ? new Reading.Read<>(units.getFirst())
                : Reading.refused(flaw, "le sujet ne nomme pas une structure (OU)");
    }

    private boolean leadsToRoot(List<X509Certificate> chain) {
        try {
            var target = new X509CertSelector();
            target.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.copyOf(chain))));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(2);
            parameters.setDate(Date.from(clock.instant()));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException noPath) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean hasPurpose(X509Certificate certificate, String purpose) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return purposes != null && purposes.contains(purpose);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private static List<String> units(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("OU"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .toList();
        } catch (InvalidNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
