package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The page of settings is what the records say. */
@Requirement("HC-SETTINGS-DOCUMENTED")
class SettingsReferenceTest {

    private static final String INTRODUCTION = """
            # Settings

            Made from the settings records by `make docs`; a test fails when it is stale. Names are as in YAML, under `hospiconnect.`; an
            environment variable has the same name in capitals (`HOSPICONNECT_SESSION_IDLE`). A name that nothing reads stops the start.
            Durations are written `200ms`, `60s`, `5m`, `4h`; periods `10d`, `24m` (months), `2y`; dates `2027-12-31`. — as a default: nothing.

            Stores, ports and listeners are Spring Boot's own settings: `spring.datasource.*`, `spring.data.redis.*`, `server.*`,
            `management.server.*`. As it comes, every listener is for this machine only: `server.address` (127.0.0.1) opens those of pages and
            applications to others, `0.0.0.0` to everybody. One more is read by its name: `hospiconnect.stores.embedded-in-production`, the sentence that accepts
            embedded stores in profile `production`.
            """;

    private final List<SettingRow> rows =
            records().stream().flatMap(record -> SettingRow.of(record).stream()).toList();

    @Test
    void the_page_is_what_the_records_say() {
        var page = new StringBuilder(INTRODUCTION);
        for (Class<?> record : records()) {
            page.append("\n## `%s`\n\n%s\n".formatted(prefix(record), new SourceWords(record).sentence()));
            page.append("\n| Name | Type | Default | What it says |\n|---|---|---|---|\n");
            page.append(SettingRow.of(record).stream()
                    .map(row -> row.line(prefix(record)))
                    .collect(Collectors.joining()));
        }

        new GeneratedPage("reference/settings.md").isAsGenerated(page.toString());
    }

    @Test
    void every_setting_says_what_it_is() {
        assertThat(rows)
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> assertThat(row.words()).as(row.name()).isNotBlank());
    }

    // Boot binds neither a block nor a file into an Optional: the one is passed over, the other stops the start
    @Test
    void no_block_and_no_file_is_in_an_optional() {
        assertThat(records().stream().flatMap(SettingsReferenceTest::components))
                .hasSizeGreaterThan(40)
                .noneMatch(component -> component.getType() == Optional.class
                        && (element(component).isRecord() || element(component) == Path.class));
    }

    private static Stream<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(component -> element(component).isRecord()
                        ? Stream.concat(Stream.of(component), components(element(component)))
                        : Stream.of(component));
    }

    private static Class<?> element(RecordComponent component) {
        return element(component.getGenericType());
    }

    private static Class<?> element(Type type) {
        return switch (type) {
            case ParameterizedType holder ->
                element(holder.getActualTypeArguments()[holder.getActualTypeArguments().length - 1]);
            case Type plain -> (Class<?>) plain;
        };
    }

    private static List<Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("org.hospiconnect.idp").stream()
                .map(SettingsReferenceTest::load)
                .sorted((one, other) -> prefix(one).compareTo(prefix(other)))
                .collect(Collectors.toList());
    }

    private static Class<?> load(BeanDefinition definition) {
        try {
            return Class.forName(definition.getBeanClassName());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String prefix(Class<?> record) {
        return record.getAnnotation(ConfigurationProperties.class).prefix();
    }
}
