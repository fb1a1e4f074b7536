package org.hospiconnect.idp.authenticator.totp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hospiconnect.idp.authenticator.TypedNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the form brings, bounded.
 *
 * @param name of the person as typed, blanks aside; empty at enrolment
 * @param again the password once more, where the page could not show it
 * @param code without the blanks that apps show
 */
record Typed(String name, String password, Optional<String> again, String code) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST_PASSWORD = 256;
    private static final int LONGEST_CODE = 20;

    /** Empty when a field is missing, too long for anybody's, or a name that nobody's can be. */
    static Optional<Typed> of(byte[] answer) {
        try {
            JsonNode fields = JSON.readTree(new String(answer, StandardCharsets.UTF_8));
            var typed = new Typed(
                    text(fields, "name").strip(),
                    text(fields, "password"),
                    Optional.of(text(fields, "again")).filter(again -> !again.isEmpty()),
                    BLANKS.matcher(text(fields, "code")).replaceAll(""));
            return Optional.of(typed).filter(Typed::isBounded);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode fields, String name) {
        return fields.path(name).asString("");
    }

    private boolean isBounded() {
        return TypedNames.mayBe(name)
                && !password.isEmpty()
                && password.length() <= LONGEST_PASSWORD
                && !code.isEmpty()
                && code.length() <= LONGEST_CODE;
    }

    /** Hidden: a password never reaches a log. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
