/** Signing in with the hospital's identity provider: who is here, how strongly, and a fresh proof on demand. */
@NullMarked
package org.hospiconnect.dpi.signin;

import org.jspecify.annotations.NullMarked;
