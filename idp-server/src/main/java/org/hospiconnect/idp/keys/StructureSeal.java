package org.hospiconnect.idp.keys;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What seals in the name of a structure ("cachet"): an organisation's signing certificate (ORG SIGN) and its RSA key, on
 * disk or in a token.
 *
 * @param structIdNat {@code Struct_IdNat} of the structure
 * @param provider whose own key it is and who signs with it; empty for whoever in the JDK does
 */
public record StructureSeal(
        String structIdNat, PrivateKey key, Optional<Provider> provider, X509Certificate certificate) {

    @Override
    public String toString() {
        return "StructureSeal[" + structIdNat + "]";
    }
}
