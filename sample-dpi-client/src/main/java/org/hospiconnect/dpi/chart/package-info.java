/** The fictional patients and their records; prescribing. */
@NullMarked
package org.hospiconnect.dpi.chart;

import org.jspecify.annotations.NullMarked;
