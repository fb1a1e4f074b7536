package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the Javadoc of a record says, read from its source; as Markdown. */
final class SourceWords {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|link) #?([^}]*)}");

    private final String javadoc;

    SourceWords(Class<?> record) {
        this.javadoc = javadoc(record);
    }

    /** All that stands before the components. */
    String sentence() {
        return javadoc.replaceFirst("(?s) ?@param .*", "");
    }

    /** Empty when the component isn't described. */
    String of(String component) {
        var found =
                Pattern.compile("@param " + component + " (.*?)(?= @param |$)").matcher(javadoc);
        return found.find() ? found.group(1).replace("|", "\\|") : "";
    }

    private static String javadoc(Class<?> record) {
        String source = read(
                SOURCES.resolve(record.getNestHost().getName().replace('.', '/').concat(".java")));
        int declared = source.indexOf("record " + record.getSimpleName() + "(");
        int from = source.lastIndexOf("/**", declared);
        int to = source.indexOf("*/", Math.max(from, 0));
        boolean isOwn =
                from >= 0 && to < declared && !source.substring(to, declared).contains("}");
        String text = isOwn ? source.substring(from + "/**".length(), to) : "";
        return CODE.matcher(text.replaceAll("(?m)^\\s*\\* ?", " ").replaceAll("\\s+", " "))
                .replaceAll("`$1`")
                .strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
