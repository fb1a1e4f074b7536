/** The operator's commands, through a Unix socket. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "assurance",
            "audit",
            "authenticator",
            "certificate",
            "client",
            "directory",
            "enrolment",
            "keys",
            "session",
            "stores",
            "token",
            "value",
            "workstation"
        })
package org.hospiconnect.idp.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
