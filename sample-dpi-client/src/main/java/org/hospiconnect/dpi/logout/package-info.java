/** Sessions that the identity provider ends from behind (OpenID Connect Back-Channel Logout 1.0). */
@NullMarked
package org.hospiconnect.dpi.logout;

import org.jspecify.annotations.NullMarked;
