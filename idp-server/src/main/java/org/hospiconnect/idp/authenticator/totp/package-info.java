/** An app that shows codes, with a password: for people whom a policy names, and never resistant to phishing. */
@NullMarked
@ApplicationModule(allowedDependencies = {"assurance", "audit", "authenticator", "directory", "keys", "value"})
package org.hospiconnect.idp.authenticator.totp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
