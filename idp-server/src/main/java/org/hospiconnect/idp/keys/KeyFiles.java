package org.hospiconnect.idp.keys;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.certificate.KeyFile;
import org.hospiconnect.idp.value.DataSettings;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Seals from PKCS#12 files: those of the settings, and outside production those of the development authority. */
@Component
class KeyFiles implements StructureSeals {

    private final KeySettings settings;
    private final NativeCrypto crypto;
    private final Path development;
    private final boolean production;

    /** A seal once read is kept; a missing one is looked for again, so that a file put there later serves. */
    private final Map<String, StructureSeal> read = new ConcurrentHashMap<>();

    KeyFiles(KeySettings settings, NativeCrypto crypto, DataSettings data, Environment environment) {
        this.settings = settings;
        this.crypto = crypto;
        this.development = data.development();
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @Override
    public Optional<StructureSeal> find(String structIdNat) {
        Optional<StructureSeal> known = Optional.ofNullable(read.get(structIdNat));
        if (known.isPresent()) {
            return known;
        }
        Optional<StructureSeal> found = entry(structIdNat)
                .map(entry -> new StructureSeal(
                        structIdNat, crypto.own(entry.key()), crypto.provider(), entry.certificate()));
        found.ifPresent(seal -> read.put(structIdNat, seal));
        return found;
    }

    private Optional<KeyFile.Entry> entry(String structIdNat) {
        var named = Optional.ofNullable(settings.seals().get(structIdNat));
        if (named.isPresent()) {
            return KeyFile.read(named.get().file(), named.get().password());
        }
        // Struct_IdNat of an establishment is the digit 1 and its FINESS number
        boolean establishment = !production && structIdNat.matches("1[0-9A-Z]{9}");
        return establishment
                ? KeyFile.read(
                        development.resolve("structure-" + structIdNat.substring(1) + "-sign.p12"),
                        DevelopmentAuthority.PASSWORD)
                : Optional.empty();
    }
}
