package org.hospiconnect.idp.admin;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;

/**
 * A registration, member by member, under the names and in the words of its YAML file. It walks the records, so that a member
 * that is added is shown; of a secret it says that there is one.
 */
final class RegistrationSheet {

    private static final List<String> NONE = List.of("none");
    private static final String SECRET = "secret-hash";
    private static final String KEYS = "keys.jwks";

    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final RelyingApplication application;

    private RegistrationSheet(RelyingApplication application) {
        this.application = application;
    }

    /** Name → its values, a line each, in the order of the records. */
    static Map<String, List<String>> of(RelyingApplication application) {
        var sheet = new RegistrationSheet(application);
        sheet.add("", application);
        sheet.lines.put("profile", List.of(ClientListCommand.profile(application)));
        if (application.mustPush() && !application.tokens().requirePushed()) {
            sheet.lines.put("tokens.require-pushed", List.of("true, by the profile"));
        }
        return sheet.lines;
    }

    private void add(String prefix, Record members) {
        for (RecordComponent component : members.getClass().getRecordComponents()) {
            add(prefix + kebab(component.getName()), value(component, members));
        }
    }

    private void add(String name, Object value) {
        switch (value) {
            case Optional<?> maybe -> maybe.ifPresentOrElse(there -> add(name, there), () -> put(name, NONE));
            case Record members -> add(name + ".", members);
            case Map<?, ?> pairs -> put(name, pairs(pairs));
            case Collection<?> values -> put(name, sorted(values));
            default -> put(name, List.of(value.toString()));
        }
    }

    private void put(String name, List<String> values) {
        switch (name) {
            case SECRET -> lines.put("secret", values.equals(NONE) ? NONE : List.of("kept, as a hash"));
            case KEYS -> lines.put(KEYS, sorted(application.keys().thumbprints()));
            default -> lines.put(name, values);
        }
    }

    // rows of an older version may have no value
    private static Object value(RecordComponent component, Record holder) {
        try {
            return Objects.requireNonNullElse(component.getAccessor().invoke(holder), Optional.empty());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessors of these records are public", impossible);
        }
    }

    private static List<String> pairs(Map<?, ?> pairs) {
        return sorted(pairs.entrySet().stream()
                .map(pair -> pair.getKey() + ": " + pair.getValue())
                .toList());
    }

    private static List<String> sorted(Collection<?> values) {
        return values.isEmpty()
                ? NONE
                : values.stream().map(Object::toString).sorted().toList();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
