package org.hospiconnect.idp.authenticator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a page's form brings of a ceremony: the means' answer, or the name of what the browser met instead.
 *
 * @param failure name of a {@code DOMException} (WebAuthn Level 3 §5.1.3, §5.1.4), {@code challenge} when none was given; whoever
 *     makes one up is refused for another reason, no more
 */
public record BrowserAnswer(String content, String failure) {

    private static final Map<String, RefusalReason> KNOWN = Map.of(
            "", RefusalReason.GIVEN_UP,
            "NotAllowedError", RefusalReason.GIVEN_UP,
            "AbortError", RefusalReason.GIVEN_UP,
            "InvalidStateError", RefusalReason.ALREADY_ENROLLED,
            "ConstraintError", RefusalReason.KEY_CANNOT_VERIFY,
            "NotSupportedError", RefusalReason.KEY_NOT_SUPPORTED,
            "SecurityError", RefusalReason.PAGE_NOT_TRUSTED,
            "challenge", RefusalReason.CHALLENGE_NOT_GIVEN);

    public BrowserAnswer {
        content = Objects.requireNonNullElse(content, "");
        failure = Objects.requireNonNullElse(failure, "");
    }

    /** Why there is nothing to judge. */
    Optional<RefusalReason> failed() {
        return content.isEmpty()
                ? Optional.of(KNOWN.getOrDefault(failure, RefusalReason.BROWSER_FAILED))
                : Optional.empty();
    }

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
