/** The authorization request, pushed, signed or plain: read, checked, answered or refused (RFC 6749 §4.1, 9101, 9126). */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "client", "session", "token", "value"})
package org.hospiconnect.idp.token.authorization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
