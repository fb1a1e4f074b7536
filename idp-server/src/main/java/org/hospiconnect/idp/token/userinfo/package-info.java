/** The access token as it is shown, and what userinfo answers to it (OpenID Connect Core §5.3, RFC 6750). */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "client", "directory", "token", "token.possession", "value"})
package org.hospiconnect.idp.token.userinfo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
