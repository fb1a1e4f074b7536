package org.hospiconnect.idp.value;

import java.time.Instant;

/** The time as all servers read it at one place. */
public interface SharedTime {

    Instant instant();
}
