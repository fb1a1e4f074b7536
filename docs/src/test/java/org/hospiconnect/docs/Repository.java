package org.hospiconnect.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pages may name: files, classes, commands, targets, settings; read from the sources. */
final class Repository {

    private static final Path ROOT = Page.ROOT;
    private static final Pattern WORDS = Pattern.compile("words\\(\\) \\{\\s*return List\\.of\\(([^)]*)\\)");
    private static final Pattern RECORD =
            Pattern.compile("(?s)@ConfigurationProperties\\(\\s*prefix = \"([^\"]+)\".*?record \\w+\\((.*?\\)) \\{");
    private static final Pattern COMPONENT = Pattern.compile("\\b([a-z][A-Za-z]*)\\s*[,)]");
    private static final Pattern EXTENSION = Pattern.compile(".*\\.(md|csv|yaml|yml|java|sh|json|html|css|js|sql|xml)");

    private final List<Path> files = files();
    private final Set<String> classes = files.stream()
            .map(Path::toString)
            .filter(file -> file.endsWith(".java"))
            .map(file -> file.substring(0, file.length() - ".java".length()))
            .collect(Collectors.toSet());
    private final Map<String, String> operatorCommands = operatorCommands();
    private final String launcher = Page.read(ROOT.resolve("hospiconnect"));
    private final Set<String> settings = settings();

    /** True also of what isn't one of our paths, or lies inside a jar. */
    boolean hasPath(String word) {
        String path = word.replaceFirst("^\\./", "").replaceFirst("/$", "");
        String first = path.replaceFirst("/.*", "");
        boolean isOurs = path.contains("/")
                && (Files.exists(ROOT.resolve(first)) || EXTENSION.matcher(path).matches());
        if (!isOurs
                || path.contains("/target/")
                || !path.matches("[A-Za-z0-9._/-]+")
                || path.matches("(/|META-INF/).*")) {
            return true;
        }
        return Files.exists(ROOT.resolve(path)) || files.stream().anyMatch(file -> file.endsWith("resources/" + path));
    }

    /** {@code signin/NextStep} and {@code SecretsTest}; true also of what has another form. */
    boolean hasClass(String word) {
        boolean isClass = word.matches("([a-z]+/)+[A-Z][A-Za-z]+") && Files.exists(module(word));
        boolean isTest = word.matches("[A-Z][A-Za-z]+Test");
        return !(isClass || isTest) || classes.stream().anyMatch(file -> file.endsWith("/" + word));
    }

    private static Path module(String word) {
        return ROOT.resolve("idp-server/src/main/java/org/hospiconnect/idp").resolve(word.replaceFirst("/.*", ""));
    }

    /** True also of what isn't a command of ours. */
    boolean hasCommand(String line) {
        if (line.matches("make [a-z]+")) {
            return Page.read(ROOT.resolve("Makefile")).contains("\n" + line.substring("make ".length()) + ":");
        }
        String words = line.replaceFirst("^.*?(\\./hospiconnect|hospiconnect-operator) ", "");
        if (words.equals(line)) {
            return true;
        }
        boolean isLaunchers = words.matches("(demo|serve|test|bench)( .*)?") && !line.contains("hospiconnect-operator");
        String source = isLaunchers
                ? launcher
                : operatorCommands.entrySet().stream()
                        .filter(command -> (words + " ").startsWith(command.getKey() + " "))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
        return !source.isEmpty()
                && Pattern.compile("--[a-z-]+")
                        .matcher(words)
                        .results()
                        .map(MatchResult::group)
                        .allMatch(source::contains);
    }

    /** A whole name, or one that names stand under; true also of what isn't ours. */
    boolean hasSetting(String word) {
        String name = word.replaceFirst("[:=*].*", "").replaceFirst("\\.$", "");
        return !name.matches("hospiconnect(\\.[a-z0-9-]+)+")
                || settings.stream().anyMatch(setting -> (setting + ".").startsWith(name + "."));
    }

    /** Programs that pages take their snippets from. */
    static List<String> samples() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs/how-to/samples"))) {
            return files.filter(Files::isRegularFile).map(Page::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Set<String> settings() {
        var names = new HashSet<String>();
        for (String section :
                Page.read(ROOT.resolve("docs/reference/settings.md")).split("\n## ", -1)) {
            String prefix = section.replaceFirst("(?s)^`([^`]+)`.*", "$1");
            Pattern.compile("(?m)^\\| `([^`]+)`")
                    .matcher(section)
                    .results()
                    .forEach(row -> names.add(prefix + "." + row.group(1)));
        }
        files.stream()
                .filter(file -> file.toString().endsWith("Settings.java")
                        && !file.toString().contains("/idp-server/"))
                .map(Page::read)
                .forEach(source -> RECORD.matcher(source)
                        .results()
                        .forEach(record -> COMPONENT
                                .matcher(record.group(2))
                                .results()
                                .forEach(component -> names.add(record.group(1) + "." + kebab(component.group(1))))));
        names.add("hospiconnect.stores.embedded-in-production");
        return names;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Words → source. */
    private Map<String, String> operatorCommands() {
        var commands = new HashMap<String, String>();
        files.stream()
                .filter(file -> file.toString().matches(".*/main/.*Command\\.java"))
                .map(Page::read)
                .forEach(source -> WORDS.matcher(source)
                        .results()
                        .forEach(found -> commands.put(found.group(1).replaceAll("[\",]", ""), source)));
        return commands;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
