/** From "please sign in" to a session: step-up, choice of means, ceremony. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "assurance",
            "audit",
            "authenticator",
            "client",
            "directory",
            "session",
            "value",
            "workstation"
        })
package org.hospiconnect.idp.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
