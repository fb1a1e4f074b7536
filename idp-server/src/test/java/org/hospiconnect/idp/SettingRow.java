package org.hospiconnect.idp;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** One setting as its record says it; components that are records of ours are read into, but for those with a page of their own. */
record SettingRow(String name, String type, String byDefault, String words) {

    private static final Map<String, String> OWN_PAGE = Map.of("ApplicationSettings", "applications.md");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("String", "text"),
            Map.entry("int", "number"),
            Map.entry("Long", "number"),
            Map.entry("boolean", "`true` or `false`"),
            Map.entry("Boolean", "`true` or `false`"),
            Map.entry("Duration", "duration"),
            Map.entry("LocalDate", "date"),
            Map.entry("Period", "period"),
            Map.entry("Path", "file"),
            Map.entry("URI", "address"),
            Map.entry("UUID", "UUID"));

    static List<SettingRow> of(Class<?> record) {
        return of(record, record.getAnnotation(ConfigurationProperties.class).prefix());
    }

    private static List<SettingRow> of(Class<?> record, String prefix) {
        var words = new SourceWords(record);
        var rows = new ArrayList<SettingRow>();
        RecordComponent[] components = record.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = prefix + "." + kebab(components[i].getName());
            Class<?> element = element(components[i].getGenericType());
            Parameter parameter = canonical(record)[i];
            boolean isNested = element.isRecord() && !OWN_PAGE.containsKey(element.getSimpleName());
            if (!isNested || element != components[i].getType()) {
                String type = type(components[i].getGenericType());
                rows.add(new SettingRow(name, type, byDefault(parameter), words.of(components[i].getName())));
            }
            if (isNested) {
                rows.addAll(of(element, name + suffix(components[i].getType())));
            }
        }
        return rows;
    }

    /** A line of the table; the prefix is in the title above it. */
    String line(String prefix) {
        return "| `%s` | %s | %s | %s |\n".formatted(name.substring(prefix.length() + 1), type, byDefault, words);
    }

    private static Parameter[] canonical(Class<?> record) {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return record.getDeclaredConstructor(types).getParameters();
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String byDefault(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        if (value != null) {
            String text = String.join(", ", value.value());
            return text.isEmpty() ? "—" : "`" + text + "`";
        }
        boolean isOptional = parameter.getType() == Optional.class
                || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return isOptional ? "—" : "required";
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            String last = type(arguments[arguments.length - 1]);
            return switch (((Class<?>) of.getRawType()).getSimpleName()) {
                case "Optional" -> last;
                case "Map" -> last + " by key";
                default -> "list: " + last;
            };
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(constant -> "`" + constant + "`")
                    .collect(Collectors.joining(", "));
        }
        String page = OWN_PAGE.get(plain.getSimpleName());
        return page == null
                ? TYPES.getOrDefault(plain.getSimpleName(), "block")
                : "block, see [%s](%s)".formatted(page, page);
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            return element(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    private static String suffix(Class<?> holder) {
        return Map.of("List", "[]", "Set", "[]", "Map", ".<key>").getOrDefault(holder.getSimpleName(), "");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
