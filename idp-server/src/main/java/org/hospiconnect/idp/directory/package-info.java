/** Who the people are: identifiers, affiliations, work situations. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "value"})
package org.hospiconnect.idp.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
