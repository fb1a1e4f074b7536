/** The one place that every line of the log passes, and what strangers wrote is bounded there. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hospiconnect.idp.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
