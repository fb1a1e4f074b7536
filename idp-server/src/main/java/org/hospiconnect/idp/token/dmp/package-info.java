/** The exchange for a VIHF or its context: who may open the DMP, for which patient, and the assertion that says so. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"assurance", "audit", "client", "directory", "keys", "session", "token", "value"})
package org.hospiconnect.idp.token.dmp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
