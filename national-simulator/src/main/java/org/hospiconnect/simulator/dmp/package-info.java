/** The stand-in for the DMP: opens a message, judges its VIHF, answers documents or says what is wrong. */
@NullMarked
package org.hospiconnect.simulator.dmp;

import org.jspecify.annotations.NullMarked;
