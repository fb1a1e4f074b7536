/** X.509: development authorities, path validation (Bouncy Castle stays here and in keys). */
@NullMarked
@ApplicationModule(allowedDependencies = {"value"})
package org.hospiconnect.idp.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
