package org.hospiconnect.simulator.dmp;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A VIHF with a genuine signature, and what stands around it.
 *
 * @param seal certificate that signed it
 * @param sealStructure structure that this certificate names
 * @param tlsStructure structure that opened the connection
 */
record Presented(Vihf vihf, X509Certificate seal, String sealStructure, String tlsStructure, Instant now) {}
