/** Shared posts: which browser is one, of which class, in which network zone, and what their class allows. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "directory", "value"})
package org.hospiconnect.idp.workstation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
