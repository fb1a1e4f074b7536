package org.hospiconnect.idp.client;

import java.time.Duration;

/** What holds for everybody's sessions: no registration may ask for more. */
public interface LongestSession {

    Duration idle();

    Duration lifetime();
}
