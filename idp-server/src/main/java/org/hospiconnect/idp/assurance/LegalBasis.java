package org.hospiconnect.idp.assurance;

/** On what ground a hospital may let means of one kind open sensitive services (RIE v1 EXI 03, v2 EXI RIE-PS 02). */
public enum LegalBasis {
    /** The person came through Pro Santé Connect. */
    PSC,
    /** A scheme of an identity provider that Pro Santé Connect delegates to. */
    PSC_DELEGATED,
    /** Homologated (v1) or with an attestation of conformity (v2), until a date. */
    ATTESTED,
    /** A CPx card read here, for services that the ANS authorised. */
    DIRECT_CPX,
    /** A means of the transition, over since 31 December 2025 but for a recorded reservation. */
    TRANSITION,
    /** Nobody declared anything: enough for services that are not sensitive. */
    NONE
}
