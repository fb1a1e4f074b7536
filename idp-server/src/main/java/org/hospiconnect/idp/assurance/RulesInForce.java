package org.hospiconnect.idp.assurance;

import java.time.LocalDate;

/**
 * The text of the référentiel that a proof is judged by.
 *
 * @param since first day of its effect
 */
public record RulesInForce(RulesVersion version, LocalDate since) {}
