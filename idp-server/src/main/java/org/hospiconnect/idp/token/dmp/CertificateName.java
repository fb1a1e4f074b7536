package org.hospiconnect.idp.token.dmp;

import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** A certificate's subject in the order of the certificate, country first, with the escapes of RFC 2253. */
final class CertificateName {

    /** Types that French health certificates use and that RFC 2253 would write as numbers. */
    private static final Map<String, String> KEYWORDS = Map.of(
            "2.5.4.4", "SN",
            "2.5.4.5", "SERIALNUMBER",
            "2.5.4.12", "T",
            "2.5.4.42", "GIVENNAME",
            "2.5.4.97", "organizationIdentifier");

    private CertificateName() {}

    static String of(X500Principal subject) {
        try {
            // LdapName counts from the right, which is the order of the certificate
            return new LdapName(subject.getName(X500Principal.RFC2253, KEYWORDS))
                    .getRdns().stream().map(Rdn::toString).collect(Collectors.joining(","));
        } catch (InvalidNameException impossible) {
            throw new IllegalStateException("the JDK reads the names it writes", impossible);
        }
    }
}
