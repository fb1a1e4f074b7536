package org.hospiconnect.bench;

import java.util.Objects;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.jspecify.annotations.Nullable;

/** Somebody of the ward with an enrolled key, and the tokens that the last sign-in gave; one virtual user holds it at a time. */
final class Clinician {

    private final SoftwareAuthenticator key;
    private volatile @Nullable Tokens tokens;

    Clinician(SoftwareAuthenticator key) {
        this.key = key;
    }

    /** As they came from the token endpoint. */
    record Tokens(String access, String refresh) {

        @Override
        public String toString() {
            return "Tokens[hidden]";
        }
    }

    /** Signs the challenge of these WebAuthn options. */
    String answer(String options) {
        return key.get(options);
    }

    Tokens tokens() {
        return Objects.requireNonNull(tokens, "not signed in yet");
    }

    void keep(Tokens fresh) {
        tokens = fresh;
    }
}
