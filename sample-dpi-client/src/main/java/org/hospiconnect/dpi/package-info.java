/** A small patient-record application that signs its people in. */
@NullMarked
package org.hospiconnect.dpi;

import org.jspecify.annotations.NullMarked;
