/**
 * Demonstrating proof of possession (RFC 9449), the client's side: a key in memory, a proof on each request to the provider and
 * to interfaces, the server's nonces. For editors to read and to take over.
 */
@NullMarked
package org.hospiconnect.dpi.dpop;

import org.jspecify.annotations.NullMarked;
