/** Small values that every module may hold: bytes, random secrets, "not available". Holds no rule of the product. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hospiconnect.idp.value;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
