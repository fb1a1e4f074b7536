package org.hospiconnect.idp.authenticator;

import java.util.List;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.Proof;

/**
 * What is known of the make of a means: what itself has shown, and what is said of its model today.
 *
 * @param model AAGUID, or another name of a model
 * @param backup may its key leave it, and has it, when it was last used (WebAuthn L3 §6.1.3)
 * @param transports in the browser's words: {@code usb}, {@code nfc}, {@code ble}, {@code hybrid}, {@code internal}, {@code smart-card}
 * @param hardware its maker tells FIDO that this model keeps keys in hardware
 * @param certification of the model, now
 * @param standing of the model, now
 * @param discoverable does it name its holder by itself?
 */
public record KeyFacts(
        String model,
        Backup backup,
        List<String> transports,
        boolean hardware,
        Certification certification,
        ModelStanding standing,
        Discoverable discoverable) {

    public KeyFacts {
        transports = List.copyOf(transports);
    }

    /** A client-side discoverable credential (WebAuthn L3 §6.2.2), as its browser said; another one is asked for by its id. */
    public enum Discoverable {
        YES,
        NO,
        /** The browser did not say, and was not asked to refuse others. */
        UNKNOWN
    }

    /** Where a key can be. */
    public enum Backup {
        /** Enrolled before this was kept, and not used since; or a kind that does not say. */
        UNKNOWN,
        DEVICE_BOUND,
        /** The key may be copied to other devices (BE). */
        ELIGIBLE,
        /** It was (BE and BS). */
        BACKED_UP;

        public static Backup of(boolean eligible, boolean backedUp) {
            if (backedUp) {
                return BACKED_UP;
            }
            return eligible ? ELIGIBLE : DEVICE_BOUND;
        }
    }

    /** Nothing but the name of its model. */
    public static KeyFacts of(String model) {
        return new KeyFacts(
                model,
                Backup.UNKNOWN,
                List.of(),
                false,
                Certification.NONE,
                ModelStanding.UNLISTED,
                Discoverable.UNKNOWN);
    }

    /** The same for the rules of levels. */
    public Proof.Storage storage() {
        return switch (backup) {
            case DEVICE_BOUND -> Proof.Storage.DEVICE_BOUND;
            case ELIGIBLE, BACKED_UP -> Proof.Storage.SYNCED;
            case UNKNOWN -> Proof.Storage.UNKNOWN;
        };
    }

    /** Unknown is not yes. */
    public boolean isDeviceBound() {
        return backup == Backup.DEVICE_BOUND;
    }
}
