package org.hospiconnect.idp.enrolment;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;

/**
 * What the desk asks for.
 *
 * @param person as typed: id, RPPS, matricule
 * @param checkedBy who saw the identity, as typed
 * @param delivery where it is not the one that the way to verify the identity implies
 */
public record ActivationOrder(
        String person,
        Optional<IdentityEvidence.Method> evidence,
        Optional<IdentityEvidence.Document.Type> document,
        Optional<LocalDate> validUntil,
        Optional<String> checkedBy,
        Optional<IdentityEvidence.Delivery> delivery,
        Optional<Duration> lifetime,
        String actor) {}
