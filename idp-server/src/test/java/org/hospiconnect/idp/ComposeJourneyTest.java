package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code deploy/compose.yaml} with the image of the jar that was built, as an operator starts it. */
@Tag("stores")
@Requirement("HC-COMPOSE-RUNS")
@EnabledIfSystemProperty(named = "hospiconnect.compose", matches = ".+")
class ComposeJourneyTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, String> SECRETS = Map.of(
            "HOSPICONNECT_DATABASE_PASSWORD", "smoke-test-of-the-database",
            "HOSPICONNECT_REDIS_PASSWORD", "smoke-test-of-redis",
            "HOSPICONNECT_KEY_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY".concat("="),
            "HOSPICONNECT_SEAL_PASSWORD", "smoke-test-of-the-seal");

    @TempDir
    private Path folder = Path.of(".");

    @AfterEach
    void remove() throws Exception {
        compose("down", "--volumes");
    }

    @Test
    void an_operator_starts_it_and_it_is_confined_as_it_says() throws Exception {
        int port = freePort();
        prepare(port);
        buildImage();

        compose("up", "-d", "--no-build");
        String idp = compose("ps", "-q", "idp").strip();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> inspected(idp).at("/State/Health/Status").asString(), "healthy"::equals);

        assertThat(get(port, "/.well-known/openid-configuration"))
                .contains("\"issuer\":\"https://connexion.ch-fictif.example\"");
        assertThat(get(port, "/enrol")).contains("CH fictif de Valmont");
        assertThat(compose("exec", "-T", "idp", "hospiconnect-operator", "audit", "verify"))
                .isNotBlank();
        for (String service : List.of("idp", "postgres", "redis")) {
            assertConfined(compose("ps", "-q", service).strip());
        }
    }

    private void assertConfined(String container) throws Exception {
        JsonNode says = inspected(container);
        assertThat(says.at("/HostConfig/ReadonlyRootfs").asBoolean()).isTrue();
        assertThat(says.at("/HostConfig/CapDrop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(says.at("/HostConfig/SecurityOpt").toString()).contains("no-new-privileges:true");
        assertThat(says.at("/Config/User").asString()).isNotEmpty().isNotEqualTo("root");
        assertThat(says.at("/Config").toString()).doesNotContain(SECRETS.values());
        assertThat(run("docker", "top", container)).doesNotContain(SECRETS.values());
    }

    private void prepare(int port) throws IOException {
        Path etc = Files.createDirectories(folder.resolve("etc/secrets")).getParent();
        Files.copy(
                ROOT.resolve("deploy/application-production.yaml"),
                Objects.requireNonNull(etc).resolve("application-production.yaml"));
        for (var secret : SECRETS.entrySet()) {
            Path file = Files.writeString(folder.resolve("etc/secrets/" + secret.getKey()), secret.getValue());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        }
        // the container's account, another one than ours, looks at its settings
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var environment = Map.of(
                "HOSPICONNECT_DATABASE_USER", "hospiconnect",
                "HOSPICONNECT_ETC", folder.resolve("etc").toString(),
                "HOSPICONNECT_PORT", Integer.toString(port),
                "HOSPICONNECT_POSTGRES_IMAGE", System.getProperty("hospiconnect.stores.postgres", "postgres:18"),
                "HOSPICONNECT_REDIS_IMAGE", System.getProperty("hospiconnect.stores.redis", "redis:8"));
        // the project's name is given with each command; Compose 1, which is Debian's, knows no other way
        Files.writeString(
                folder.resolve("compose.yaml"),
                Files.readString(ROOT.resolve("deploy/compose.yaml")).replaceFirst("(?m)^name: .*$", ""));
        Files.writeString(
                folder.resolve("environment"),
                environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** From what the Dockerfile takes and nothing else, so that any builder will do. */
    private void buildImage() throws Exception {
        Path context = Files.createDirectories(folder.resolve("context/deploy"));
        for (String file : List.of("operator", "prepare", "server.options")) {
            Files.copy(ROOT.resolve("deploy").resolve(file), context.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String part : List.of("idp-server", "journeys")) {
            Path target = Files.createDirectories(folder.resolve("context/" + part + "/target"));
            try (var built = Files.newDirectoryStream(ROOT.resolve(part + "/target"), part + "-*-exec.jar")) {
                for (Path jar : built) {
                    Files.copy(jar, target.resolve(jar.getFileName()));
                }
            }
        }
        run(
                "docker",
                "build",
                "--build-arg",
                "JAVA_IMAGE=" + System.getProperty("hospiconnect.java-image", "eclipse-temurin:25-jre"),
                "--file",
                ROOT.resolve("deploy/Dockerfile").toString(),
                "--tag",
                "hospiconnect-idp",
                folder.resolve("context").toString());
    }

    private String compose(String... words) throws Exception {
        var command = new ArrayList<>(
                List.of(System.getProperty("hospiconnect.compose", "").split(" ")));
        command.addAll(List.of("--project-name", "hospiconnect-smoke-test"));
        command.addAll(List.of("--file", folder.resolve("compose.yaml").toString()));
        command.addAll(List.of("--env-file", folder.resolve("environment").toString()));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    private String run(String... command) throws Exception {
        Path errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("DOCKER_BUILDKIT", "0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s%s", String.join(" ", command), said, Files.readString(errors))
                .isZero();
        return said;
    }

    private JsonNode inspected(String container) throws Exception {
        return new JsonMapper().readTree(run("docker", "inspect", container)).get(0);
    }

    private static String get(int port, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
