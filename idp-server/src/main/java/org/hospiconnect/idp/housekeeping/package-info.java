/** Removes what time has ended, when time is steady. */
@NullMarked
@ApplicationModule(allowedDependencies = {"value"})
package org.hospiconnect.idp.housekeeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
