package org.hospiconnect.idp.token;

/** What {@link DmpRules} answers. */
sealed interface DmpDecision {

    record Allowed(DmpOpening opening) implements DmpDecision {}

    record Refused(DmpRefusal reason) implements DmpDecision {}
}
