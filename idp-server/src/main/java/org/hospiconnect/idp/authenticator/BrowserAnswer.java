package org.hospiconnect.idp.authenticator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

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

    private static final JsonMapper JSON = new JsonMapper();

    public BrowserAnswer {
        content = Objects.requireNonNullElse(content, "");
        failure = Objects.requireNonNullElse(failure, "");
    }

    /** What was typed, as one JSON object; a field that stands twice is its first. */
    public static BrowserAnswer typed(Map<String, String[]> fields) {
        var typed =
                fields.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue()[0]));
        return new BrowserAnswer(JSON.writeValueAsString(typed), "");
    }

    /** It may hold a password. */
    @Override
    public String toString() {
        return "[hidden]";
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
