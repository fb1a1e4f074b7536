package org.hospiconnect.idp.directory;

import java.util.UUID;

/**
 * One establishment of the hospital group.
 *
 * @param finess FINESS number of the legal person, 9 characters
 * @param structIdNat {@code Struct_IdNat}: {@code 1} and the FINESS number
 * @param sector activity sector, {@code SAxx}
 * @param tid frozen identifier of the establishment towards Pro Santé Connect
 */
public record Establishment(String finess, String structIdNat, String name, String sector, UUID tid) {}
