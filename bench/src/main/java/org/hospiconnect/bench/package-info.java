/** Load scenarios: starts a server of its own, drives it as browsers and applications do, and writes down what it saw. */
@NullMarked
package org.hospiconnect.bench;

import org.jspecify.annotations.NullMarked;
