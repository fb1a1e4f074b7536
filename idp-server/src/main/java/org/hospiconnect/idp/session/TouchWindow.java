package org.hospiconnect.idp.session;

import java.time.Instant;
import org.hospiconnect.idp.directory.PersonId;

/**
 * One of a post.
 *
 * @param means id of the authenticator
 * @param since when both of its factors were given
 */
record TouchWindow(PersonId person, String means, Instant since) {}
