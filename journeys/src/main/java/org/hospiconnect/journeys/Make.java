package org.hospiconnect.journeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Of which make a software authenticator is.
 *
 * @param model AAGUID; zeros where it tells nobody
 * @param attests its registrations bring a statement: below {@code root}, or by the new key itself where there is none
 * @param synced its keys are copied to other devices (BE and BS)
 * @param discoverable its keys name their holder
 */
public record Make(UUID model, boolean attests, Optional<FidoRoot> root, boolean synced, boolean discoverable) {

    private static final UUID DEVELOPMENT = uuid("hospiconnect-dev".getBytes(StandardCharsets.US_ASCII));
    private static final UUID ZERO = new UUID(0, 0);

    public static Make development(FidoRoot root) {
        return new Make(DEVELOPMENT, true, Optional.of(root), false, true);
    }

    public static Make unattested() {
        return new Make(DEVELOPMENT, false, Optional.empty(), false, true);
    }

    /** Its statement is signed by the new key itself. */
    public static Make selfAttested() {
        return new Make(DEVELOPMENT, true, Optional.empty(), false, true);
    }

    public Make of(UUID other) {
        return new Make(other, attests, root, synced, discoverable);
    }

    public Make nameless() {
        return of(ZERO);
    }

    public Make withSyncedKeys() {
        return new Make(model, attests, root, true, discoverable);
    }

    /** It answers only to whoever names its credential, and says nobody's name. */
    public Make withoutName() {
        return new Make(model, attests, root, synced, false);
    }

    byte[] aaguid() {
        return ByteBuffer.allocate(16)
                .putLong(model.getMostSignificantBits())
                .putLong(model.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
