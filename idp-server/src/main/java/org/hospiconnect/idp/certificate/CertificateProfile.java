package org.hospiconnect.idp.certificate;

import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a development certificate may be used for ("gabarit"). */
enum CertificateProfile {
    /** Signs certificates. */
    AUTHORITY,
    /** The seal of a structure. */
    ORG_SIGN,
    /** A structure as TLS client. */
    ORG_AUTH_CLI,
    /** A TLS server on this machine. */
    SERVER;

    KeyUsage usage() {
        return new KeyUsage(
                switch (this) {
                    case AUTHORITY -> KeyUsage.keyCertSign | KeyUsage.cRLSign;
                    case ORG_SIGN -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
                    case ORG_AUTH_CLI -> KeyUsage.digitalSignature;
                    case SERVER -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
                });
    }

    KeyPurposeId[] purposes() {
        return switch (this) {
            case AUTHORITY, ORG_SIGN -> new KeyPurposeId[0];
            case ORG_AUTH_CLI -> new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
            case SERVER -> new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth};
        };
    }

    GeneralName[] names() {
        return switch (this) {
            case AUTHORITY, ORG_SIGN, ORG_AUTH_CLI -> new GeneralName[0];
            case SERVER ->
                new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.dNSName, "card.localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                };
        };
    }
}
