/** The documentation held to the code: what a page names must be there. */
@NullMarked
package org.hospiconnect.docs;

import org.jspecify.annotations.NullMarked;
