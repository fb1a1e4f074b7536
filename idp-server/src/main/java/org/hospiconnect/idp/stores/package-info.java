/** Where the two stores are: addresses from settings, or real processes started here. */
@NullMarked
@ApplicationModule(allowedDependencies = {"value"})
package org.hospiconnect.idp.stores;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
