/** Programs that pages of docs show, compiled and run. */
@NullMarked
package org.hospiconnect.samples;

import org.jspecify.annotations.NullMarked;
