/** Security keys and passkeys (WebAuthn4J stops here). */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"assurance", "audit", "authenticator", "certificate", "directory", "keys", "value"})
package org.hospiconnect.idp.authenticator.webauthn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
