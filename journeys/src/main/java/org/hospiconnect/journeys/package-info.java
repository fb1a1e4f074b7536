/** The whole road walked from outside: software authenticator, demo check, browser journeys. */
@NullMarked
package org.hospiconnect.journeys;

import org.jspecify.annotations.NullMarked;
