package org.hospiconnect.idp.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The establishments of the hospital group.
 *
 * @param establishments each is added at start, or changed when it differs from what is kept
 */
@ConfigurationProperties(prefix = "hospiconnect.directory", ignoreUnknownFields = false)
record DirectorySettings(@DefaultValue List<EstablishmentSettings> establishments) {

    DirectorySettings {
        establishments = List.copyOf(establishments);
    }

    /**
     * One establishment as the settings say it.
     *
     * @param finess FINESS number, 9 characters
     * @param name as registered
     * @param sector sector of activity: {@code SA} and two digits
     * @param structIdNat {@code 1} and the FINESS number when absent
     * @param tid drawn at the first start when absent, and frozen then
     */
    record EstablishmentSettings(
            @DefaultValue("") String finess,
            @DefaultValue("") String name,
            @DefaultValue("SA01") String sector,
            Optional<String> structIdNat,
            @Nullable UUID tid) {

        EstablishmentSettings {
            require(finess.matches("[0-9AB]{9}"), "finess: expected 9 characters");
            require(!name.isBlank(), "name: is missing");
            require(sector.matches("SA[0-9]{2}"), "sector: expected SA and two digits");
        }

        Establishment toEstablishment() {
            return new Establishment(
                    finess,
                    structIdNat.orElse("1" + finess),
                    name,
                    sector,
                    Optional.ofNullable(tid).orElseGet(UUID::randomUUID));
        }

        private static void require(boolean right, String sentence) {
            if (!right) {
                throw new IllegalArgumentException("hospiconnect.directory.establishments: " + sentence);
            }
        }
    }
}
