/** Key ring, JWKS, structure seals; where private keys live. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "certificate", "value"})
package org.hospiconnect.idp.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
