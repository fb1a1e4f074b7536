package org.hospiconnect.idp.authenticator;

import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.value.Bytes;

/**
 * One model of authenticator, as whoever certifies it describes it.
 *
 * @param model AAGUID
 * @param description its maker's name for it
 * @param icon PNG
 * @param status the certifier's own last word, as {@code FIDO_CERTIFIED_L1}
 * @param roots X.509 certificates, DER, that its attestation chains to
 */
public record KeyModel(
        String model,
        String description,
        Optional<Bytes> icon,
        Certification certification,
        ModelStanding standing,
        String status,
        boolean hardware,
        List<Bytes> roots) {

    public KeyModel {
        roots = List.copyOf(roots);
    }

    /** The same with another certification. */
    public KeyModel certification(Certification other) {
        return new KeyModel(model, description, icon, other, standing, status, hardware, roots);
    }

    /** The same with another standing. */
    public KeyModel standing(ModelStanding other) {
        return new KeyModel(model, description, icon, certification, other, status, hardware, roots);
    }
}
