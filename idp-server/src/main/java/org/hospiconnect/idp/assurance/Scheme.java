package org.hospiconnect.idp.assurance;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the hospital declares of one kind of means.
 *
 * @param legalBasis one of {@link LegalBasis}
 * @param reference of the homologation, attestation or authorisation, as the file of the hospital has it
 * @param until last day on which it holds; compulsory for {@code ATTESTED}
 * @param certified greatest level that a certification gives (2015/1502): {@code HIGH} or nothing
 * @param reservation under which means of the transition go on; its text
 * @param leastCertification of FIDO that their models have now (NONE, L1, L1_PLUS, L2, L2_PLUS, L3, L3_PLUS), or level low at most: a
 *     model that loses it counts less at once; by default NONE: the RIE names no level of FIDO
 */
public record Scheme(
        LegalBasis legalBasis,
        @Nullable String reference,
        @Nullable LocalDate until,
        @Nullable Level certified,
        @Nullable String reservation,
        @DefaultValue("NONE") Certification leastCertification) {

    private static final Set<LegalBasis> NAMED =
            EnumSet.of(LegalBasis.ATTESTED, LegalBasis.PSC_DELEGATED, LegalBasis.DIRECT_CPX);

    static final Scheme UNDECLARED = new Scheme(LegalBasis.NONE, null, null, null, null, Certification.NONE);

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

    /**
     * Opens sensitive services on that day.
     *
     * @param transitionUntil last day of means of the transition
     */
    boolean holdsOn(LocalDate day, LocalDate transitionUntil) {
        return legalBasis != LegalBasis.NONE && isInTime(day) && !isOverOn(day, transitionUntil);
    }

    /** A means of the transition, whose day has passed without a reservation that holds. */
    boolean isOverOn(LocalDate day, LocalDate transitionUntil) {
        return legalBasis == LegalBasis.TRANSITION
                && day.isAfter(transitionUntil)
                && (reservation == null || !isInTime(day));
    }

    private boolean isInTime(LocalDate day) {
        return until == null || !day.isAfter(until);
    }

    Optional<String> reservationUsedOn(LocalDate day, LocalDate transitionUntil) {
        return legalBasis == LegalBasis.TRANSITION && day.isAfter(transitionUntil)
                ? Optional.ofNullable(reservation)
                : Optional.empty();
    }
}
