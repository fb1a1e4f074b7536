package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What an operator reads when a server does not start: one line, in words, with the setting to look at. */
@Requirement("HC-START-ONE-LINE")
class StartFailureTest {

    private static final String URL = "jdbc:postgresql://db.example/hc";

    static Stream<Arguments> failures() {
        return Stream.of(portsAndStores(), files(), values()).flatMap(each -> each);
    }

    private static Stream<Arguments> portsAndStores() {
        return Stream.of(
                Arguments.of(new PortInUseException(9000), "port 9000 is taken: set another with server.port"),
                Arguments.of(
                        new PortInUseException(9001), "port 9001 is taken: set another with management.server.port"),
                Arguments.of(
                        new SQLException("password authentication failed", "28P01"),
                        "PostgreSQL does not answer at " + URL
                                + " (spring.datasource.url): password authentication failed"),
                Arguments.of(
                        new SQLException("permission denied\nfor schema public", "42501"),
                        "PostgreSQL refuses at " + URL
                                + " (spring.datasource.url): permission denied for schema public"));
    }

    private static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(
                        new AccessDeniedException("/var/lib/hc/stores"),
                        "/var/lib/hc/stores: this account may not use it (hospiconnect.data.folder)"),
                Arguments.of(
                        new FileAlreadyExistsException("/var/lib/hc"),
                        "/var/lib/hc: it is a file and no folder (hospiconnect.data.folder)"),
                Arguments.of(
                        new NoSuchFileException("/etc/seal.p12"), "/etc/seal.p12: it is not there and can't be made"),
                Arguments.of(
                        new FileSystemException("/etc/seal.p12", null, "Is a directory"),
                        "/etc/seal.p12: Is a directory"),
                Arguments.of(
                        new NoSuchSslBundleException("pages", "SSL bundle name 'pages' cannot be found"),
                        "there is no spring.ssl.bundle named pages (hospiconnect.listener.bundle)"));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(
                        wrong("hospiconnect.session.idle", "bald", Duration.class),
                        "hospiconnect.session.idle: 'bald' is not a valid duration"),
                Arguments.of(wrong("server.port", "abc", Integer.class), "server.port: it is a number"),
                Arguments.of(
                        wrong("a.state", "ON", Thread.State.class),
                        "a.state: it is one of NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, TERMINATED"),
                Arguments.of(wrong("a.own", "-1s", Own.class), "a.own: longer than zero"),
                Arguments.of(new IllegalStateException("hospiconnect.keys: two keys"), "hospiconnect.keys: two keys"),
                Arguments.of(new LinkageError("what\nis this"), "cannot start: java.lang.LinkageError: what is this"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_is_one_line(Throwable failure, String line) {
        var wrapped =
                new RuntimeException("Error creating bean", new RuntimeException("Failed to instantiate", failure));

        assertThat(StartFailure.sentence(wrapped, settings(URL))).isEqualTo(line);
    }

    @Test
    void an_address_that_is_none_of_postgresql_says_its_form() {
        assertThat(StartFailure.sentence(new LinkageError("no driver"), settings("postgres://db/hc")))
                .isEqualTo("spring.datasource.url: it is written jdbc:postgresql://HOST:5432/DATABASE");
    }

    /** A record of ours with a rule of its own. */
    public record Own(Duration value) {

        public static Own valueOf(String text) {
            if (text.startsWith("-")) {
                throw new IllegalArgumentException("a.own: longer than zero");
            }
            return new Own(Duration.parse(text));
        }
    }

    private static Throwable wrong(String name, String value, Class<?> type) {
        var binder = new Binder(new MapConfigurationPropertySource(Map.of(name, value)));
        return catchThrowable(() -> binder.bind(name, Bindable.of(type)));
    }

    private static StandardEnvironment settings(String url) {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "spring.datasource.url", url,
                                "hospiconnect.data.folder", "/var/lib/hc",
                                "management.server.port", "9001")));
        return settings;
    }
}
