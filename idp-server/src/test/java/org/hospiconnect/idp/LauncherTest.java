package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hospiconnect.journeys.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hospiconnect serve} in a tree of its own, with a java that only does what the launcher sees of it. */
@Requirement("HC-CLASS-CACHE-IN-USE")
class LauncherTest {

    private static final List<String> PARTS =
            List.of("journeys", "idp-server", "national-simulator", "sample-dpi-client");
    private static final String JAVA = """
            #!/usr/bin/env bash
            case "$*" in
              *jarmode=tools*) mkdir -p "$6" && cp "$3" "$6/" ;;
              *AOTCacheOutput=*)
                [ ! -e "${0%/*}/no-cache" ] || exit 1
                env >>"${0%/*}/seen"
                for word in "$@"; do case $word in *AOTCacheOutput=*) echo cache >"${word#*=}" ;; esac; done ;;
              *) while [ "$1" != -jar ]; do shift; done; echo "runs $2"; exec sleep 60 ;;
            esac
            """;

    private static final String REAL = "SPRING_DATASOURCE_URL";

    @TempDir
    private Path tree = Path.of(".");

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void a_built_tree() throws IOException {
        Files.copy(Path.of("../hospiconnect"), tree.resolve("hospiconnect"));
        write("pom.xml", "");
        write("deploy/server.options", "# of the server\n-Xmx1m\n");
        for (String part : PARTS) {
            write(part + "/pom.xml", "");
            write(part + "/src/main/x", "");
            write(part + "/target/" + part + "-1-exec.jar", "one");
        }
        write("jdk/release", "JAVA_VERSION=\"25\"");
        for (String program : List.of("java", "javac")) {
            assertThat(write("jdk/bin/" + program, JAVA).toFile().setExecutable(true))
                    .isTrue();
        }
    }

    @AfterEach
    void nothing_runs_on() throws InterruptedException {
        for (Process process : started) {
            stop(process);
        }
    }

    @Test
    void jars_stay_as_long_as_a_server_runs_from_them() throws Exception {
        Path one = serve("one");
        Path two = serve("two");
        assertThat(one).isNotEqualTo(two).hasContent("one");

        stop(started.getFirst());
        Path three = serve("three");

        assertThat(one.resolve("../..").normalize()).doesNotExist();
        assertThat(two).hasContent("two");
        assertThat(three).hasContent("three");
    }

    @Test
    void what_was_never_finished_goes_at_the_next_start() throws Exception {
        write("idp-server/target/launch/1/app/half.jar", "");

        serve("one");

        assertThat(tree.resolve("idp-server/target/launch/1")).doesNotExist();
    }

    @Test
    void what_was_made_is_found_again() throws Exception {
        assertThat(serve("one")).isEqualTo(serve("one"));
    }

    @Test
    void without_the_cache_that_could_not_be_made_the_jar_runs() throws Exception {
        write("jdk/bin/no-cache", "");

        assertThat(serve("one")).isEqualTo(tree.resolve("idp-server/target/idp-server-1-exec.jar"));
    }

    @Test
    @Requirement("HC-TRAINED-ALONE")
    void what_trains_the_cache_knows_nothing_of_real_stores() throws Exception {
        serve("one", "--no-training");

        assertThat(tree.resolve("jdk/bin/seen")).content().contains("PATH=").doesNotContain(REAL);
        var outcome = assertThatThrownBy(
                () -> ServerProcess.startAlone(List.of("/bin/sh", "-c", "env; exit 1"), tree.resolve("log")));
        // given to every test by the build
        outcome.hasMessageContaining("PATH=").message().doesNotContain("SOFTHSM2_CONF");
    }

    private Path serve(String jar, String... words) throws IOException {
        Path file = tree.resolve("idp-server/target/idp-server-1-exec.jar");
        if (!Files.exists(file) || !Files.readString(file).equals(jar)) {
            write(
                    "idp-server/target/idp-server-1-exec.jar",
                    jar); // a build: the launcher knows it by size, time and inode
        }
        var builder = new ProcessBuilder(tree.resolve("hospiconnect").toString(), "serve").redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().put(REAL, "jdbc:postgresql://db.ch-fictif.example/idp");
        builder.environment().put("JAVA_HOME", tree.resolve("jdk").toString());
        builder.environment().put("HOSPICONNECT_DATA", tree.resolve("data").toString());
        Process process = builder.start();
        started.add(process);
        return runsFrom(process.inputReader());
    }

    private static Path runsFrom(BufferedReader said) throws IOException {
        String line = said.readLine();
        while (!Objects.requireNonNull(line, "ended before it ran").startsWith("runs ")) {
            line = said.readLine();
        }
        return Path.of(line.substring("runs ".length()));
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private Path write(String name, String content) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, content);
    }
}
