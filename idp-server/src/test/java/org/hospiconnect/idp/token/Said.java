package org.hospiconnect.idp.token;

import java.net.URI;
import java.util.regex.Pattern;

/** What an answer says in one line: its status, and its error wherever that stands. A test that looks for a refusal names it whole. */
public final class Said {

    private static final Pattern CHALLENGE = Pattern.compile("error=\"([a-z_]+)\"");

    private Said() {}

    public static String by(Application.Answer answer) {
        return answer.status() + " " + word(answer);
    }

    private static String word(Application.Answer answer) {
        if (!answer.location().isEmpty()) {
            return answer.location().contains("error=")
                    ? answer.redirect().getOrDefault("error", "")
                    : URI.create(answer.location()).getPath();
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            return answer.json().containsKey("active")
                    ? answer.text("active").equals("true") ? "active" : "inactive"
                    : answer.text("error");
        }
        return answer.headers().allValues("WWW-Authenticate").stream()
                .flatMap(challenge -> CHALLENGE.matcher(challenge).results())
                .map(found -> found.group(1))
                .findFirst()
                .orElse("page");
    }
}
