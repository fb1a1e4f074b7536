package org.hospiconnect.idp.keys;

import java.time.Duration;

/** How long what a key signed may be shown to anybody, at most: as long the key stays published when it signs no more. */
public interface SignedLife {

    Duration longest();
}
