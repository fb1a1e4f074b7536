package org.hospiconnect.idp.token.dmp;

import java.util.Optional;

/**
 * Whose record is to be opened and why.
 *
 * @param accessReason free text, given with break-glass or medical regulation only; it goes to the DMP as
 *     {@code Mode_Acces_Raison}
 */
record DmpRequest(PatientIns patient, PurposeOfUse purpose, Optional<String> accessReason) {}
