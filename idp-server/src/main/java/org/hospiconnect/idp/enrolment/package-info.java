/** Giving a person an authenticator: activation code, identity evidence, receipt. */
@NullMarked
@ApplicationModule(allowedDependencies = {"assurance", "audit", "authenticator", "directory", "session", "value"})
package org.hospiconnect.idp.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
