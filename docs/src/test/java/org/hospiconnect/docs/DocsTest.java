package org.hospiconnect.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** No page sends a reader to what isn't there. */
@Requirement("HC-DOCS-TRUE")
class DocsTest {

    private static final Repository REPOSITORY = new Repository();

    private final List<Page> pages = Page.all();

    @Test
    void every_internal_link_leads_somewhere() {
        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(pages.stream()
                        .flatMap(page -> page.links().stream()
                                .filter(link -> !leads(page, link))
                                .map(link -> page.file() + ": " + link)))
                .isEmpty();
    }

    @Test
    void every_page_is_in_the_index() {
        Page index = Page.of(Page.ROOT.resolve("docs/README.md"));
        var listed = index.links().stream()
                .map(link -> index.file().resolveSibling(link).normalize())
                .toList();

        assertThat(pages.stream()
                        .filter(page -> page.file().startsWith(Page.ROOT.resolve("docs")) && !page.isDecision())
                        .map(Page::file)
                        .filter(file -> !file.equals(index.file())))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(listed).contains(file));
    }

    @Test
    void every_picture_is_shown() throws IOException {
        var shown = pages.stream()
                .flatMap(page -> page.links().stream()
                        .map(link -> page.file().resolveSibling(link).normalize()))
                .toList();
        try (var pictures = Files.list(Page.ROOT.resolve("docs/pictures"))) {
            assertThat(pictures)
                    .isNotEmpty()
                    .allSatisfy(picture -> assertThat(shown).contains(picture));
        }
    }

    @Test
    void every_decision_has_one_form() {
        assertThat(pages.stream().filter(Page::isDecision))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.parts())
                        .as(page.file().toString())
                        .satisfiesExactly(
                                title -> assertThat(title).matches("# " + numberOf(page) + "\\. [^a-z].*"),
                                context -> assertThat(context).isEqualTo("**Context.**"),
                                decision -> assertThat(decision).isEqualTo("**Decision.**"),
                                consequences -> assertThat(consequences).isEqualTo("**Consequences.**"),
                                others -> assertThat(others).isEqualTo("**Turned down.**")));
    }

    @Test
    void every_path_is_there() {
        assertThat(wrong(
                        page -> Stream.concat(
                                        page.words().stream(),
                                        page.commands().stream().flatMap(line -> Stream.of(line.split("\\s+"))))
                                .toList(),
                        REPOSITORY::hasPath))
                .isEmpty();
    }

    @Test
    void every_class_is_there() {
        assertThat(wrong(Page::words, REPOSITORY::hasClass)).isEmpty();
    }

    @Test
    void every_command_and_its_options_are_there() {
        assertThat(wrong(Page::commands, REPOSITORY::hasCommand)).isEmpty();
    }

    @Test
    void every_setting_is_there() {
        assertThat(wrong(Page::words, REPOSITORY::hasSetting)).isEmpty();
    }

    @Test
    void every_sample_of_settings_can_be_read() {
        assertThat(pages.stream().flatMap(page -> page.fences("yaml"::equals).stream()))
                .isNotEmpty()
                .allSatisfy(sample -> assertThatNoException().isThrownBy(() -> new Yaml().load(sample)));
    }

    @Test
    void what_a_page_on_connecting_shows_stands_in_a_sample() {
        var programs = Repository.samples();
        var snippets = pages.stream()
                .filter(page -> page.file().getFileName().toString().startsWith("connect-"))
                .flatMap(page -> page.fences(Predicate.not(String::isEmpty)).stream())
                .toList();

        assertThat(snippets)
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(programs)
                        .anySatisfy(program -> assertThat(program).contains(snippet)));
    }

    @ParameterizedTest
    @CsvSource({
        "docs/reference/settings.md, true",
        "docs/reference/setings.md, false",
        "deploy/nothing, false",
        "bench/load.sh, false",
        "demo/people.csv, true",
        "signin/NextStep, true",
        "signin/NextStop, false",
        "SecretsTest, true",
        "SecretTest, false",
        "./hospiconnect demo --check, true",
        "./hospiconnect demo --chek, false",
        "./hospiconnect people import FILE, true",
        "./hospiconnect people export, false",
        "hospiconnect-operator audit verify, true",
        "hospiconnect-operator demo, false",
        "make docs, true",
        "make coffee, false",
        "hospiconnect.session.idle, true",
        "hospiconnect.session, true",
        "hospiconnect.session.idel, false",
        "hospiconnect.simulator.http-port, true",
        "hospiconnect.simulator.htp-port, false"
    })
    void what_is_not_there_is_found(String word, boolean there) {
        assertThat(Stream.<Predicate<String>>of(
                                REPOSITORY::hasPath,
                                REPOSITORY::hasClass,
                                REPOSITORY::hasCommand,
                                REPOSITORY::hasSetting)
                        .allMatch(has -> has.test(word)))
                .isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({
        "docs/reference/settings.md, true",
        "docs/reference/settings.md#hospiconnectsession, true",
        "docs/reference/settings.md#hospiconnectsesion, false",
        "docs/nothing.md, false",
        "#top, false",
        "https://www.rfc-editor.org/, true"
    })
    void a_link_to_nothing_is_found(String link, boolean leads) {
        assertThat(leads(new Page(Page.ROOT.resolve("README.md"), "# A title"), link))
                .isEqualTo(leads);
    }

    /** As the file's name begins, without zeros. */
    private static int numberOf(Page decision) {
        return Integer.parseInt(decision.file().getFileName().toString().substring(0, 4));
    }

    private List<String> wrong(Function<Page, List<String>> named, Predicate<String> isThere) {
        return pages.stream()
                .filter(page -> !page.isDecision())
                .flatMap(page ->
                        named.apply(page).stream().filter(isThere.negate()).map(word -> page.file() + ": " + word))
                .toList();
    }

    private static boolean leads(Page page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1
                        || (file.equals(page.file()) ? page : Page.of(file))
                                .anchors()
                                .contains(parts[1]));
    }
}
