package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hospiconnect.idp.stores.StoresInAProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that fail, in processes of their own, and stores whose server is killed. */
class StartTest {

    @TempDir
    private Path folder = Path.of(".");

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_database_that_does_not_answer_is_one_line_that_names_it() throws Exception {
        var started =
                idp("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/idp", "--spring.data.redis.host=127.0.0.1");

        assertOneLine(started, "127.0.0.1:1", "spring.datasource.url");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_redis_that_does_not_answer_is_one_line_that_names_it() throws Exception {
        var settings = new ArrayList<>(ownDatabase());
        settings.addAll(List.of(
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=1",
                "--server.port=0",
                "--management.server.port=0"));
        var started = idp(settings.toArray(String[]::new));

        assertOneLine(started, "127.0.0.1:1", "spring.data.redis.host");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_redis_whose_password_is_missing_is_one_line_that_names_it() throws Exception {
        Assumptions.assumeFalse(TestStores.isOnContainers(), "theirs has none");
        var settings = new ArrayList<>(ownDatabase());
        settings.addAll(List.of(
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + TestStores.settings().get("spring.data.redis.port"),
                "--server.port=0",
                "--management.server.port=0"));
        var started = idp(settings.toArray(String[]::new));

        assertOneLine(started, "refuses the password", "spring.data.redis.password");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_folder_that_is_a_file_is_one_line_that_names_both() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertOneLine(idp("--hospiconnect.data.folder=" + file), file + ": it is a file", "(hospiconnect.data.folder)");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_settings_file_that_cannot_be_read_is_one_line_without_its_content() throws Exception {
        Path file = Files.writeString(folder.resolve("s.yaml"), "a: [\npassword: hunter2\nb: c\n");

        var started = idp("--spring.config.additional-location=file:" + file);

        assertOneLine(started, "a settings file is no YAML, line");
        assertThat(started.errors().toString() + started.said()).doesNotContain("hunter2");
    }

    @Test
    @Requirement({"HC-START-ONE-LINE", "HC-PRODUCTION-REFUSALS"})
    void production_as_it_comes_is_one_line_with_every_setting() throws Exception {
        var started = idp("--spring.profiles.active=production");

        assertOneLine(started, "hospiconnect.address.issuer", "hospiconnect.stores.embedded-in-production");
    }

    @Test
    @Requirement({"HC-START-ONE-LINE", "HC-PRODUCTION-REFUSALS"})
    void a_misspelt_profile_is_one_line_and_no_server_for_development() throws Exception {
        var started = idp("--spring.profiles.active=producton");

        assertOneLine(started, "unknown profile producton", "spring.profiles.active");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void an_unknown_setting_is_one_line_that_names_it() throws Exception {
        var settings = new ArrayList<>(ownDatabase());
        settings.add("--spring.data.redis.host=127.0.0.1");
        settings.addAll(List.of("--server.port=0", "--management.server.port=0", "--hospiconnect.session.idel=5m"));
        var started = idp(settings.toArray(String[]::new));

        assertOneLine(started, "hospiconnect.session.idel");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_setting_under_no_known_name_is_one_line_that_names_it() throws Exception {
        var settings = new ArrayList<>(ownDatabase());
        settings.add("--spring.data.redis.host=127.0.0.1");
        settings.addAll(List.of("--server.port=0", "--management.server.port=0", "--hospiconnect.sesion.idle=5m"));
        var started = idp(settings.toArray(String[]::new));

        assertOneLine(started, "unknown settings", "hospiconnect.sesion.idle");
    }

    @Test
    @Requirement({"HC-START-ONE-LINE", "HC-CLIENT-RULES"})
    void an_application_of_an_unknown_establishment_is_one_line_that_names_both() throws Exception {
        String application = "--hospiconnect.client.applications[0].";
        var settings = new ArrayList<>(ownDatabase());
        settings.add("--spring.data.redis.host=127.0.0.1");
        settings.add("--spring.data.redis.port=" + TestStores.settings().get("spring.data.redis.port"));
        settings.add("--spring.data.redis.password=" + TestStores.settings().get("spring.data.redis.password"));
        settings.addAll(List.of("--server.port=0", "--management.server.port=0"));
        settings.addAll(List.of(
                application + "id=lab",
                application + "name=Laboratoire",
                application + "redirect-uris=https://lab.example/cb",
                application + "establishment=990009999"));
        var started = idp(settings.toArray(String[]::new));

        assertOneLine(started, "lab", "990009999 is no establishment of the directory");
    }

    @Test
    @Requirement("HC-STORES-DIE-WITH-THE-SERVER")
    void stores_die_with_a_server_that_is_killed_and_start_again_on_their_data() throws Exception {
        Process first = child(StoresInAProcess.class, folder.toString(), "write");
        assertThat(first.inputReader().readLine()).isEqualTo("written");
        assertThat(holdersOf(folder)).isNotEmpty();

        first.destroyForcibly().waitFor();
        for (int i = 0; i < 100 && !holdersOf(folder).isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(holdersOf(folder)).isEmpty();

        Process second = child(StoresInAProcess.class, folder.toString(), "read");
        assertThat(second.inputReader().readLine()).isEqualTo("kept");
        second.destroyForcibly().waitFor();
    }

    // its keys are wrapped under its own key-encryption key: the other tests' database would be of no use to them any
    // more
    static List<String> ownDatabase() throws Exception {
        String url = String.valueOf(TestStores.settings().get("spring.datasource.url"));
        String user = String.valueOf(TestStores.settings().get("spring.datasource.username"));
        String password = String.valueOf(TestStores.settings().get("spring.datasource.password"));
        String name = "start_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return List.of(
                "--spring.datasource.url=" + url.replaceAll("/postgres$", "/" + name),
                "--spring.datasource.username=" + user,
                "--spring.datasource.password=" + password);
    }

    private record Started(int code, List<String> errors, String said) {}

    private Started idp(String... settings) throws Exception {
        var arguments = new ArrayList<>(List.of(settings));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--hospiconnect.data.folder="))) {
            arguments.add("--hospiconnect.data.folder=" + folder);
        }
        Path said = folder.resolve("said");
        Process process = command(IdpApplication.class, arguments.toArray(String[]::new))
                .redirectOutput(said.toFile())
                .start();
        List<String> errors = process.errorReader().lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Started(process.exitValue(), errors, Files.readString(said));
    }

    private static void assertOneLine(Started started, String... words) {
        assertThat(started.code()).isEqualTo(1);
        var lines = started.errors().stream()
                .filter(line -> !line.startsWith("WARNING") && !line.startsWith("OpenJDK"))
                .toList();
        assertThat(lines).singleElement().satisfies(line -> assertThat(line).contains(words));
        assertThat(started.said()).doesNotContain("\tat ", "Exception");
    }

    private static Process child(Class<?> main, String... arguments) throws IOException {
        return command(main, arguments).start();
    }

    private static ProcessBuilder command(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogging.config=classpath:logback-child.xml",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static List<String> holdersOf(Path folder) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .map(process -> process.resolve("cmdline"))
                    .map(StartTest::read)
                    .filter(line -> line.contains(folder + "/stores") || line.contains(folder + "\0"))
                    .filter(line -> !line.contains("java"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
