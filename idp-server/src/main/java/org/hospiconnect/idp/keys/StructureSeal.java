package org.hospiconnect.idp.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What seals in the name of a structure ("cachet"): an organisation's signing certificate (ORG SIGN) and its RSA key, on
 * disk or in a token.
 *
 * @param structIdNat {@code Struct_IdNat} of the structure
 */
public record StructureSeal(String structIdNat, PrivateKey key, X509Certificate certificate) {

    @Override
    public String toString() {
        return "StructureSeal[" + structIdNat + "]";
    }
}
