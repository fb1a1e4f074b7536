package org.hospiconnect.dpi.dmp;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the record is opened, as the person chose on the form; {@code raison} only goes with a broken glass. */
record Opening(String motif, String raison) {

    private static final int LONGEST = 300;

    Opening(@Nullable String motif, @Nullable String raison) {
        this.motif = Objects.requireNonNullElse(motif, "");
        this.raison = Objects.requireNonNullElse(raison, "").strip();
    }

    enum Purpose {
        NORMAL("normal"),
        BRIS_DE_GLACE("bris_de_glace"),
        CENTRE_15("centre_15");

        private final String code;

        /** TRE_R248. */
        Purpose(String code) {
            this.code = code;
        }
    }

    Optional<Purpose> purpose() {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.code.equals(motif))
                .findFirst();
    }

    boolean breaksGlass() {
        return motif.equals(Purpose.BRIS_DE_GLACE.code);
    }

    Optional<String> reason() {
        return Optional.of(raison).filter(text -> breaksGlass() && !text.isEmpty());
    }

    /** The sentence to show before anybody is asked anything. */
    Optional<String> fault() {
        if (purpose().isEmpty()) {
            return Optional.of("Choisissez pourquoi vous ouvrez ce dossier.");
        }
        if (breaksGlass() && raison.isEmpty()) {
            return Optional.of(
                    "Un bris de glace demande une raison : écrivez pourquoi vous ouvrez ce dossier sans accord.");
        }
        return raison.length() > LONGEST
                ? Optional.of("La raison dépasse " + LONGEST + " caractères.")
                : Optional.empty();
    }
}
