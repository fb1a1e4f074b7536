/** The applications that sign people in: what each may ask. */
@NullMarked
@ApplicationModule(allowedDependencies = {"assurance", "audit", "certificate", "directory", "value"})
package org.hospiconnect.idp.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
