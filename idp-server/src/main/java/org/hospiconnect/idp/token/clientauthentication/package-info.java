/** How clients prove who they are (RFC 6749 §2.3): secrets, assertions, certificates, or their name alone. */
@NullMarked
@ApplicationModule(allowedDependencies = {"certificate", "client", "token", "token.possession", "value"})
package org.hospiconnect.idp.token.clientauthentication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
