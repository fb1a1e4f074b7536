package org.hospiconnect.idp.keys;

import java.util.Optional;

/** The seals of the structures of this deployment; whether a certificate is valid at a time is the caller's question. */
public interface StructureSeals {

    Optional<StructureSeal> find(String structIdNat);
}
