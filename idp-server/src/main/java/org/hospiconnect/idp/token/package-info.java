/** What applications receive: ID token, access token, VIHF; codes and grants. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"assurance", "audit", "certificate", "client", "directory", "keys", "session", "value"})
package org.hospiconnect.idp.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
