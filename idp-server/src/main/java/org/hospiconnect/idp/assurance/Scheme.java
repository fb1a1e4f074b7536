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
 * @param until last day on which it holds; compulsory for {@code ATTESTED}, and beside a {@code reservation} of {@code TRANSITION}
 * @param certified greatest level that a certification gives (2015/1502): {@code HIGH} or nothing
 * @param reservation under which means of the transition go on, until {@code until}, at most 2028-12-31; its text
 * @param leastCertification of FIDO that their models have now (NONE, L1, L1_PLUS, L2, L2_PLUS, L3, L3_PLUS), or level low at most: a
 *     model that loses it counts less at once, and no reservation stands for it; of {@code webauthn} only, with a list of models
 *     ({@code hospiconnect.authenticator.webauthn.metadata.source}); by default NONE: the RIE names no level of FIDO
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

    /** By which reservations are lifted: RIE v2 EXI RIE-PS 18. */
    private static final LocalDate LIFTED = LocalDate.of(2028, 12, 31);

    static final Scheme UNDECLARED = new Scheme(LegalBasis.NONE, null, null, null, null, Certification.NONE);

    public Scheme {
        if (NAMED.contains(legalBasis) && reference == null) {
            throw new IllegalArgumentException(legalBasis + " needs its reference");
        }
        if (legalBasis == LegalBasis.ATTESTED && until == null) {
            throw new IllegalArgumentException("ATTESTED needs the last day on which it holds, until");
        }
        if (isBlank(reference) || isBlank(reservation)) {
            throw new IllegalArgumentException("reference and reservation: a text, or nothing");
        }
        if (legalBasis == LegalBasis.TRANSITION && reservation != null && (until == null || until.isAfter(LIFTED))) {
            throw new IllegalArgumentException(
                    "a reservation of TRANSITION needs the last day on which it holds, until, at most " + LIFTED);
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

    private static boolean isBlank(@Nullable String text) {
        return text != null && text.isBlank();
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
