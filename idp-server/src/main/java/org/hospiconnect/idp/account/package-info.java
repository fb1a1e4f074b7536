/** The person's own pages: the means that they hold. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "assurance",
            "audit",
            "authenticator",
            "directory",
            "enrolment",
            "session",
            "value",
            "workstation"
        })
package org.hospiconnect.idp.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
