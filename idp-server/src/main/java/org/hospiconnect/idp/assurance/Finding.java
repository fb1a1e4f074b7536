package org.hospiconnect.idp.assurance;

import java.util.Optional;

/**
 * What one rule says of the proof that decides.
 *
 * @param clause of the version that was applied
 * @param reservation under which it holds; empty when it holds by itself, or does not
 */
public record Finding(Rule rule, String clause, boolean holds, Optional<String> reservation) {}
