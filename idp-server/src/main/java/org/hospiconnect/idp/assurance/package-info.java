/** Levels of the référentiel d'identification électronique (RIE): proofs in, level and reasons out; pure functions. */
@NullMarked
@ApplicationModule(allowedDependencies = "value")
package org.hospiconnect.idp.assurance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
