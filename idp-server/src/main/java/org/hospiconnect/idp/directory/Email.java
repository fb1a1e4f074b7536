package org.hospiconnect.idp.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a person is written to.
 *
 * @param verifiedAt when the person was shown to receive what is sent there; empty: never
 */
public record Email(String address, Optional<Instant> verifiedAt) {}
