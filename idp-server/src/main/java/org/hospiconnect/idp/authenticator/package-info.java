/** What a person holds, and the ceremonies that prove it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"assurance", "audit", "directory", "value"})
package org.hospiconnect.idp.authenticator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
