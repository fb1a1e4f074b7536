/** The wiring of the protocol's endpoints: which grants there are, what discovery says, how errors are told. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "assurance",
            "audit",
            "client",
            "keys",
            "session",
            "token",
            "token.authorization",
            "token.clientauthentication",
            "token.dmp",
            "token.logout",
            "token.possession",
            "token.userinfo",
            "value"
        })
package org.hospiconnect.idp.token.endpoint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
