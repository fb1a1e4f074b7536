/** What a request meets before anything of ours runs: listeners, their TLS, and how much of what they take. */
@NullMarked
@ApplicationModule(allowedDependencies = {"certificate"})
package org.hospiconnect.idp.listener;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
