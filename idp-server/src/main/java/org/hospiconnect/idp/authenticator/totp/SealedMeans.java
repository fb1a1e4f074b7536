package org.hospiconnect.idp.authenticator.totp;

import java.nio.charset.StandardCharsets;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.keys.KeyEncryptionKey;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets of this kind as they are kept: wrapped under the key-encryption key, so that a copy of the database guesses no password, and
 * under the name of their owner, so that they open for nobody else.
 */
@Component
@Conditional(SomebodyMay.class)
class SealedMeans {

    private static final JsonMapper JSON = new JsonMapper();

    private final KeyEncryptionKey key;

    SealedMeans(KeyEncryptionKey key) {
        this.key = key;
    }

    /** What a means of this kind is checked against. */
    record Opened(Bytes secret, String hash) {

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    Bytes seal(Opened means, Bytes handle, PersonId person) {
        String text = JSON.writeValueAsString(new Kept(means.secret().toBase64Url(), means.hash()));
        return key.wrap(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), name(handle, person));
    }

    /** {@link IllegalStateException} when it was not sealed here for this person. */
    Opened open(Authenticator means) {
        Bytes text = key.tryUnwrap(means.material(), name(means.handle(), means.person()))
                .orElseThrow(() -> new IllegalStateException(
                        "the key-encryption key does not open the means " + means.id() + " (hospiconnect.keys)"));
        Kept kept = JSON.readValue(new String(text.toArray(), StandardCharsets.UTF_8), Kept.class);
        return new Opened(Bytes.ofBase64Url(kept.secret()), kept.password());
    }

    /** A secret that waits for its first code. */
    Bytes seal(Bytes secret, String enrolment) {
        return key.wrap(secret, "totp-enrolment:" + enrolment);
    }

    Bytes open(Bytes sealed, String enrolment) {
        return key.tryUnwrap(sealed, "totp-enrolment:" + enrolment)
                .orElseThrow(() -> new IllegalStateException("the secret of enrolment " + enrolment + " is not ours"));
    }

    private static String name(Bytes handle, PersonId person) {
        return "totp:" + person + ":" + handle.toBase64Url();
    }

    private record Kept(String secret, String password) {}
}
