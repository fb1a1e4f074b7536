package org.hospiconnect.idp.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What differs between two registrations of one application: a line a member, old and new, as the YAML names it; no secret. */
final class RegistrationChanges {

    private static final String NOTHING = "nothing";
    private static final String SECRET = "secret-hash";

    private RegistrationChanges() {}

    /** Of the JSON that is kept of each. */
    static List<String> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<String>();
        add("", before, after, changes);
        return List.copyOf(changes);
    }

    /** Every member that says something, by the same names; of a secret, that there is one. */
    static Map<String, String> members(JsonNode registration) {
        var members = new TreeMap<String, String>();
        gather("", registration, members);
        return members;
    }

    private static void gather(String prefix, JsonNode node, Map<String, String> members) {
        for (String name : node.propertyNames()) {
            JsonNode value = node.path(name);
            String member = member(prefix, name);
            if (value.isObject()) {
                gather(member + ".", value, members);
            } else if (!shown(value).equals(NOTHING)) {
                boolean secret = member.equals(SECRET);
                members.put(secret ? "secret" : member, secret ? "kept" : shown(value));
            }
        }
    }

    private static void add(String prefix, JsonNode before, JsonNode after, List<String> changes) {
        var names = new LinkedHashSet<String>();
        Stream.of(before, after).forEach(side -> names.addAll(side.propertyNames()));
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            String member = member(prefix, name);
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
        return text.isEmpty() ? NOTHING : text;
    }

    // the application chose the names of its levels
    private static String member(String prefix, String name) {
        boolean ours = !prefix.equals("tokens.acr-aliases.");
        return prefix + (ours ? name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) : name);
    }
}
