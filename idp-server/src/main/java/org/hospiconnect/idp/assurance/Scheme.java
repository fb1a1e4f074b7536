package org.hospiconnect.idp.assurance;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the hospital declares of one kind of means.
 *
 * @param legalBasis one of {@link LegalBasis}
 * @param reference of the homologation, attestation or authorisation, as the file of the hospital has it
 * @param until last day on which it holds; compulsory for {@code ATTESTED}
 * @param certified greatest level that a certification gives (2015/1502): {@code HIGH} or nothing
 * @param reservation under which means of the transition go on; its text
 */
public record Scheme(
        LegalBasis legalBasis,
        @Nullable String reference,
        @Nullable LocalDate until,
        @Nullable Level certified,
        @Nullable String reservation) {

    private static final Set<LegalBasis> NAMED =
            EnumSet.of(LegalBasis.ATTESTED, LegalBasis.PSC_DELEGATED, LegalBasis.DIRECT_CPX);

    /** RIE v1 EXI 03. */
    private static final LocalDate TRANSITION_ENDED = LocalDate.of(2025, 12, 31);

    static final Scheme UNDECLARED = new Scheme(LegalBasis.NONE, null, null, null, null);

    public Scheme {
        if (NAMED.contains(legalBasis) && reference == null) {
            throw new IllegalArgumentException(legalBasis + " needs its reference");
        }
        if (legalBasis == LegalBasis.ATTESTED && until == null) {
            throw new IllegalArgumentException("ATTESTED needs the last day on which it holds, until");
        }
        if (certified != null && certified != Level.HIGH) {
            throw new IllegalArgumentException("certified: HIGH or nothing");
        }
    }

    /** Opens sensitive services on that day. */
    boolean holdsOn(LocalDate day) {
        boolean inTime = until == null || !day.isAfter(until);
        return switch (legalBasis) {
            case NONE -> false;
            case TRANSITION -> inTime && (reservation != null || !day.isAfter(TRANSITION_ENDED));
            case PSC, PSC_DELEGATED, ATTESTED, DIRECT_CPX -> inTime;
        };
    }

    Optional<String> reservationUsedOn(LocalDate day) {
        return legalBasis == LegalBasis.TRANSITION && day.isAfter(TRANSITION_ENDED)
                ? Optional.ofNullable(reservation)
                : Optional.empty();
    }
}
