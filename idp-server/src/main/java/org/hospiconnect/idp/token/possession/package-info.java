/** The keys whose possession a request shows: DPoP proofs (RFC 9449), client certificates (RFC 8705), and their one use. */
@NullMarked
@ApplicationModule(allowedDependencies = {"client", "token", "value"})
package org.hospiconnect.idp.token.possession;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
