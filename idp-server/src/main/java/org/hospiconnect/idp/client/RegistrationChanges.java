package org.hospiconnect.idp.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What differs between two registrations of one application: a line a member, old and new, as the YAML names it; no secret. */
final class RegistrationChanges {

    private static final int LONGEST = 200;
    private static final String SECRET = "secret-hash";

    private RegistrationChanges() {}

    /** Of the JSON that is kept of each. */
    static List<String> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<String>();
        add("", before, after, changes);
        return List.copyOf(changes);
    }

    private static void add(String prefix, JsonNode before, JsonNode after, List<String> changes) {
        var names = new LinkedHashSet<String>();
        Stream.of(before, after).forEach(side -> names.addAll(side.propertyNames()));
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            String member = prefix + kebab(name);
            if (was.isObject() || is.isObject()) {
                add(member + ".", was, is, changes);
            } else if (!shown(was).equals(shown(is))) {
                changes.add(
                        member.equals(SECRET) ? "secret: replaced" : member + ": " + shown(was) + " → " + shown(is));
            }
        }
    }

    private static String shown(JsonNode value) {
        String text = value.isArray()
                ? value.valueStream().map(JsonNode::asString).sorted().collect(Collectors.joining(" "))
                : value.asString("");
        String whole = text.isEmpty() ? "nothing" : text;
        return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
