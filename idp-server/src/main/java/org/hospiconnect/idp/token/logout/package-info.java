/** Signing out at the request of an application, and telling the others (RP-Initiated and Back-Channel Logout 1.0). */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"audit", "client", "directory", "session", "token", "token.authorization", "value"})
package org.hospiconnect.idp.token.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
