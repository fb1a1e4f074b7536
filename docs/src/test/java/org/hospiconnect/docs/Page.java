package org.hospiconnect.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file of the repository, or a text that stands for one. */
record Page(Path file, String text) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern PART = Pattern.compile("(?m)^(?:#+ .*|\\*\\*[^*\\n]+\\*\\*)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static Page of(Path file) {
        return new Page(file, read(file));
    }

    /** Those of the root and those under {@code docs}. */
    static List<Page> all() {
        return Stream.concat(files(ROOT, 1), files(ROOT.resolve("docs"), 3))
                .map(Page::of)
                .toList();
    }

    /** Decisions tell what was right when they were taken: their paths may be gone. */
    boolean isDecision() {
        return file.toString().contains("/adr/");
    }

    /** Headings, and what stands in bold where a line begins. */
    List<String> parts() {
        return found(PART, text).map(MatchResult::group).toList();
    }

    List<String> links() {
        return found(LINK, text).map(link -> link.group(1)).toList();
    }

    /** What stands between backquotes. */
    List<String> words() {
        return found(CODE, FENCE.matcher(text).replaceAll(""))
                .map(word -> word.group(1))
                .toList();
    }

    List<String> fences(Predicate<String> language) {
        return found(FENCE, text)
                .filter(fence -> language.test(fence.group(1)))
                .map(fence -> fence.group(2))
                .toList();
    }

    /** Backquoted words and the lines of fences without a language, continued lines joined. */
    List<String> commands() {
        Stream<String> lines = fences(String::isEmpty).stream()
                .flatMap(fence -> fence.replaceAll("\\\\\\n\\s*", "").lines());
        return Stream.concat(words().stream(), lines).toList();
    }

    /** As links name headings. */
    Set<String> anchors() {
        return found(HEADING, text)
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
