/** Where everything is wired: filter chains, listeners, stores. */
@NullMarked
package org.hospiconnect.idp;

import org.jspecify.annotations.NullMarked;
