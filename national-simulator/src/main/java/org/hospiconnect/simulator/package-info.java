/** Stand-ins for national services, which also misbehave on demand. */
@NullMarked
package org.hospiconnect.simulator;

import org.jspecify.annotations.NullMarked;
