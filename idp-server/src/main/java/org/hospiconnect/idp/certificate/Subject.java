package org.hospiconnect.idp.certificate;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Names of the fictional health PKI: C, O, OU, CN in this order, the OU of a structure being its {@code Struct_IdNat}. */
record Subject(String organisation, String unit, String commonName) {

    X500Name toName() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "FR")
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.OU, unit)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
