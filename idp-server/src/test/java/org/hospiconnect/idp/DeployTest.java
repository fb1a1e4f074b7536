package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The samples in {@code deploy} start the server in production, and agree with one another. */
@Requirement("HC-DEPLOY-SAMPLES")
class DeployTest {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Z_]+)(:[^}]*)?}");

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void the_unit_starts_production_with_the_sample_settings() throws Exception {
        var environment = environment();
        environment.putAll(stores());
        environment.put("HOSPICONNECT_KEY_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY".concat("="));
        environment.put("HOSPICONNECT_SEAL_PASSWORD", "development");
        environment.put("STATE_DIRECTORY", folder.resolve("state").toString());

        try (var server = start(environment)) {
            int port = port(server);
            assertThat(get(port, "/.well-known/openid-configuration"))
                    .contains("\"issuer\":\"https://connexion.ch-fictif.example\"");
            assertThat(get(port, "/enrol")).contains("CH fictif de Valmont");
            assertThat(folder.resolve("state/dpi.secret")).exists();
            assertThat(folder.resolve("state/development")).doesNotExist();
            assertThat(folder.resolve("state/stores")).doesNotExist();
        }
    }

    @Test
    void what_the_settings_ask_of_the_environment_is_in_its_sample() {
        assertThat(environment().keySet()).isEqualTo(asked("application-production.yaml"));
    }

    @Test
    void the_compose_file_hands_on_what_the_settings_ask() {
        JsonNode idp = services().get("idp");
        Set<String> secrets = texts(idp.get("secrets"));
        Set<String> given = Stream.concat(idp.get("environment").propertyNames().stream(), secrets.stream())
                .filter(name -> name.startsWith("HOSPICONNECT_"))
                .collect(Collectors.toSet());

        assertThat(services().propertyNames()).containsExactlyInAnyOrder("postgres", "redis", "idp");
        assertThat(given).containsAll(asked("application-production.yaml"));
        assertThat(named("application-production.yaml")).containsAll(given);
        assertThat(environment().keySet()).containsAll(secrets).containsAll(asked("compose.yaml"));
        assertThat(read("compose.yaml"))
                .contains(
                        "jdbc:postgresql://postgres:5432/",
                        "HOSPICONNECT_REDIS: redis",
                        "dockerfile: deploy/Dockerfile");
    }

    @Test
    @Requirement("HC-COMPOSE-CONFINED")
    void each_container_can_write_nothing_but_its_own_has_no_right_and_says_how_it_is() {
        assertThat(services().properties()).allSatisfy(service -> {
            JsonNode says = service.getValue();
            assertThat(says.get("read_only").asBoolean()).isTrue();
            assertThat(texts(says.get("cap_drop"))).containsExactly("ALL");
            assertThat(says.has("cap_add") || says.has("privileged")).isFalse();
            assertThat(texts(says.get("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(texts(says.get("tmpfs"))).isNotEmpty();
            assertThat(says.has("healthcheck") || read("Dockerfile").contains("HEALTHCHECK"))
                    .isTrue();
            assertThat(says.path("user").asString("") + read("Dockerfile"))
                    .containsAnyOf("999:999", "USER hospiconnect");
        });
    }

    @Test
    @Requirement("HC-COMPOSE-CONFINED")
    void redis_is_bounded_and_throws_nothing_away() {
        assertThat(services().at("/redis/command").toString())
                .contains("maxmemory 256mb", "maxmemory-policy noeviction", "appendonly yes");
        assertThat(read("../docs/how-to/run-in-production.md"))
                .contains("maxmemory 256mb", "maxmemory-policy noeviction", "appendonly yes");
    }

    @Test
    @Requirement("HC-COMPOSE-CONFINED")
    void a_secret_is_a_file_and_stands_in_no_environment() {
        JsonNode secrets = compose().get("secrets");
        assertThat(secrets.properties())
                .allSatisfy(secret ->
                        assertThat(secret.getValue().get("file").asString()).endsWith("/secrets/" + secret.getKey()));
        assertThat(services()).allSatisfy(service -> {
            assertThat(secrets.propertyNames()).containsAll(texts(service.get("secrets")));
            assertThat(service.path("environment").properties())
                    .filteredOn(entry -> entry.getKey().matches(".*(PASSWORD|KEY|SECRET).*"))
                    .allSatisfy(entry -> assertThat(entry.getValue().asString()).startsWith("/run/secrets/"));
        });
        assertThat(read("compose.yaml")).doesNotContain("PASSWORD:?}", "KEY:?}");
    }

    private static JsonNode compose() {
        Object compose = new Yaml().load(read("compose.yaml"));
        return new JsonMapper().valueToTree(compose);
    }

    private static JsonNode services() {
        return compose().get("services");
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    @Test
    void the_image_starts_the_server_as_the_unit_does() {
        String entry = read("Dockerfile").replaceAll("(?s).*ENTRYPOINT \\[(.*?)].*", "$1");

        List<String> words = Stream.of(entry.split("[\\s,\\\\]+"))
                .map(word -> word.replace("\"", ""))
                .filter(word -> !word.isEmpty())
                .toList();
        assertThat(words.subList(1, words.size())).isEqualTo(unit().subList(1, unit().size()));
    }

    private ConfigurableApplicationContext start(Map<String, String> environment) throws IOException {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.copy(DEPLOY.resolve("application-production.yaml"), etc.resolve("application-production.yaml"));
        Files.copy(Path.of("src/main/resources/fido/metadata-roots.crt"), etc.resolve("fido-roots.pem"));
        var arguments = new ArrayList<String>();
        environment.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--HOSPICONNECT_ETC=" + etc);
        arguments.addAll(List.of("--server.port=0", "--management.server.port=0"));
        unit().stream()
                .filter(word -> word.startsWith("--spring."))
                .map(word -> word.replace("/etc/hospiconnect", etc.toString()))
                .forEach(arguments::add);
        return SpringApplication.run(IdpApplication.class, arguments.toArray(String[]::new));
    }

    private static Map<String, String> stores() throws Exception {
        var settings = TestStores.settings();
        var environment = new LinkedHashMap<String, String>();
        StartTest.ownDatabase().forEach(setting -> {
            String[] pair = setting.split("=", 2);
            environment.put(
                    switch (pair[0]) {
                        case "--spring.datasource.url" -> "HOSPICONNECT_DATABASE";
                        case "--spring.datasource.username" -> "HOSPICONNECT_DATABASE_USER";
                        default -> "HOSPICONNECT_DATABASE_PASSWORD";
                    },
                    pair[1]);
        });
        environment.put("HOSPICONNECT_REDIS", String.valueOf(settings.get("spring.data.redis.host")));
        environment.put("HOSPICONNECT_REDIS_PORT", String.valueOf(settings.get("spring.data.redis.port")));
        environment.put("HOSPICONNECT_REDIS_PASSWORD", String.valueOf(settings.get("spring.data.redis.password")));
        return environment;
    }

    private static int port(ConfigurableApplicationContext server) {
        return Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
    }

    private static String get(int port, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /** The words of the unit's command. */
    private static List<String> unit() {
        String command = read("hospiconnect.service").replaceAll("(?s).*ExecStart=(.*?[^\\\\])\n.*", "$1");
        return Arrays.stream(command.split("[\\s\\\\]+")).toList();
    }

    private static Map<String, String> environment() {
        return read("environment.example")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one, LinkedHashMap::new));
    }

    /** Names without a default of their own. */
    private static Set<String> asked(String file) {
        return names(file, name -> name.group(2) == null || name.group(2).equals(":?"));
    }

    private static Set<String> named(String file) {
        return names(file, _ -> true);
    }

    private static Set<String> names(String file, Predicate<MatchResult> which) {
        return NAME.matcher(read(file).replaceAll("(?m)^\\s*#.*$", ""))
                .results()
                .filter(which)
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static String read(String file) {
        try {
            return Files.readString(DEPLOY.resolve(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
