package org.hospiconnect.dpi.chart;

import java.time.Instant;

/**
 * A controlled drug, signed.
 *
 * @param provedAt when the prescriber proved who they are
 */
public record Prescription(PrescriptionForm order, String prescriber, Instant provedAt, Instant signedAt) {}
