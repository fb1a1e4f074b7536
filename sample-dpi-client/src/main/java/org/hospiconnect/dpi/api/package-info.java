/** What other applications of the hospital call, with an access token of the identity provider. */
@NullMarked
package org.hospiconnect.dpi.api;

import org.jspecify.annotations.NullMarked;
