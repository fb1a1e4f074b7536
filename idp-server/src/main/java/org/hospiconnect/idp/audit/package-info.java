/** The trail: what was done, by whom, with which outcome; append-only and chained. */
@NullMarked
@ApplicationModule(allowedDependencies = "value")
package org.hospiconnect.idp.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
