package org.hospiconnect.dpi.chart;

import java.io.Serializable;
import java.time.Instant;

/**
 * A controlled drug that waits for its fresh proof.
 *
 * @param subject who typed it: nobody else's proof will do
 * @param askedAt start of the second in which the proof was asked, since {@code auth_time} counts in seconds
 */
record PrescriptionDraft(String ipp, PrescriptionForm form, String subject, Instant askedAt) implements Serializable {}
