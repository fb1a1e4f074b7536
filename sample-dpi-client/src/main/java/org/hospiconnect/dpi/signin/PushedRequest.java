package org.hospiconnect.dpi.signin;

import java.io.Serializable;
import java.time.Instant;

/**
 * An authorization request that the provider holds.
 *
 * @param name {@code request_uri}
 */
public record PushedRequest(String name, Instant at) implements Serializable {}
