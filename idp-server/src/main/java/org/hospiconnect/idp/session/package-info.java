/** One person on one post: proofs so far, end, and the one guard of every grant. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"assurance", "audit", "authenticator", "client", "directory", "value", "workstation"})
package org.hospiconnect.idp.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
