package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ClientSecrets;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class ClientCommandsTest {

    private static final String LONGEST = "https://lab.example/" + "a".repeat(500);

    private final OperatorDesk desk;
    private final Clients clients;
    private final ClientSecrets secrets;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();

    @Autowired
    ClientCommandsTest(OperatorDesk desk, Clients clients, ClientSecrets secrets, JdbcClient jdbc) {
        this.desk = desk;
        this.clients = clients;
        this.secrets = secrets;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement("HC-CLIENT-SECRET")
    void the_secret_is_shown_when_the_client_is_added_and_never_again() {
        String id = "c" + UUID.randomUUID();
        String yaml = "id: " + id + "\nname: Laboratoire\nredirect-uris: [https://lab.example/cb]\n";

        assertThat(add(yaml)).isZero();
        String secret = screen.toString().replaceAll("(?s).*client_secret  (\\S+).*", "$1");
        String hash = clients.find(id).orElseThrow().secretHash().orElseThrow();
        assertThat(secrets.matches(secret, hash)).isTrue();

        screen.getBuffer().setLength(0);
        assertThat(add(yaml)).isZero();
        assertThat(add(yaml, "--replace")).isZero();
        assertThat(run(Map.of(), "client", "list")).isZero();
        assertThat(screen.toString())
                .contains(
                        id + ": nothing changed, it is registered so already",
                        id + "  enabled",
                        "https://lab.example/cb")
                .doesNotContain(secret, hash);
    }

    @ParameterizedTest
    @Requirement("HC-CLIENT-SECRET-USE")
    @CsvSource(
            delimiter = '|',
            value = {
                "client_secret_basic         |                                   | true",
                "client_secret_post          |                                   | true",
                "none                        |                                   | false",
                "private_key_jwt             | jwks-uri: https://lab.example/jwks | false",
                "tls_client_auth             | tls-subject-dn: CN=lab            | false",
                "self_signed_tls_client_auth | jwks-uri: https://lab.example/jwks | false"
            })
    void a_secret_is_made_for_those_who_prove_themselves_by_one(String method, String keys, boolean secret) {
        String id = "c" + UUID.randomUUID();
        String yaml = "id: " + id + "\nname: Laboratoire\nredirect-uris: [https://lab.example/cb]\nauthentication: "
                + method + "\n" + (keys == null ? "" : "keys: {" + keys + "}\n");

        assertThat(add(yaml)).as(screen.toString()).isZero();

        assertThat(screen.toString().contains("client_secret  ")).isEqualTo(secret);
        assertThat(clients.find(id).orElseThrow().secretHash().isPresent()).isEqualTo(secret);
    }

    @Test
    @Requirement("HC-CLIENT-REPLACE")
    void what_is_registered_is_replaced_only_when_asked_and_each_change_is_said_and_traced() {
        String id = "c" + UUID.randomUUID();
        String yaml = "id: " + id + "\nname: Laboratoire\nredirect-uris: [https://lab.example/cb]\n";
        assertThat(add(yaml)).isZero();
        String changed = yaml.replace("lab.example", "other.example").replace("Laboratoire", "Biologie")
                + "tokens: {require-pushed: true}\n";

        assertThat(add(changed)).isEqualTo(1);
        assertThat(clients.find(id).orElseThrow().name()).isEqualTo("Laboratoire");
        assertThat(add(changed, "--replace")).isZero();

        var changes = List.of(
                "name: Laboratoire → Biologie",
                "redirect-uris: https://lab.example/cb → https://other.example/cb",
                "tokens.require-pushed: false → true");
        String printed = "\n    " + String.join("\n    ", changes) + "\n";
        assertThat(screen.toString())
                .containsSubsequence("--replace would change" + printed, id + ": changed" + printed);
        assertThat(clients.find(id).orElseThrow().name()).isEqualTo("Biologie");
        assertThat(traced(id, "changes")).isEqualTo(String.join("; ", changes));
    }

    @Test
    @Requirement("HC-CLIENT-TRACED")
    void the_trail_has_the_whole_of_what_was_registered() {
        String id = "c" + UUID.randomUUID();
        assertThat(add(whole(id, LONGEST))).isZero();
        String hash = clients.find(id).orElseThrow().secretHash().orElseThrow();

        assertThat(traced(id)).isEqualTo("CLIENT_ADDED");
        assertThat(details(id))
                .containsAllEntriesOf(Map.of(
                        "name", "Laboratoire",
                        "profile", "LEGACY",
                        "loosened", "CODE_WITHOUT_PKCE",
                        "redirect_uris", LONGEST + " https://lab.example/cb",
                        "scopes", "openid profile",
                        "grants", "authorization_code refresh_token"))
                .containsAllEntriesOf(Map.of(
                        "authentication", "client_secret_basic",
                        "token_algorithm", "RS256",
                        "least_level", "SUBSTANTIAL",
                        "enabled", "true",
                        "tokens.subject_type", "PAIRWISE",
                        "surroundings.backchannel_logout_uri", "https://lab.example/out",
                        "secret", "kept"))
                .doesNotContainKey("changes");
        assertThat(details(id).values()).noneMatch(value -> value.contains(hash));
    }

    @Test
    @Requirement("HC-CLIENT-TRACED")
    void a_change_is_an_act_of_its_own_with_both_sides_and_the_whole() {
        String id = "c" + UUID.randomUUID();
        assertThat(add(whole(id, LONGEST))).isZero();

        String narrowed = whole(id, "https://lab.example/cb").replace("LEGACY", "STANDARD");
        assertThat(add(narrowed, "--replace")).isZero();

        assertThat(traced(id)).isEqualTo("CLIENT_CHANGED");
        assertThat(details(id))
                .containsEntry("redirect_uris", "https://lab.example/cb")
                .containsEntry("scopes", "openid profile")
                .containsEntry(
                        "changes",
                        "profile: LEGACY → STANDARD; redirect-uris: " + LONGEST
                                + " https://lab.example/cb → https://lab.example/cb");
        assertThat(details(id).toString())
                .doesNotContain(clients.find(id).orElseThrow().secretHash().orElseThrow());
    }

    private static String whole(String id, String address) {
        return """
                id: %s
                name: Laboratoire
                profile: LEGACY
                redirect-uris: [https://lab.example/cb, %s]
                scopes: [openid, profile]
                grants: [authorization_code, refresh_token]
                token-algorithm: RS256
                least-level: SUBSTANTIAL
                tokens: {subject-type: PAIRWISE}
                surroundings: {backchannel-logout-uri: https://lab.example/out}
                """.formatted(id, address);
    }

    private String traced(String id) {
        return jdbc.sql("select act from trail where client = ? order by id desc limit 1")
                .param(id)
                .query(String.class)
                .single();
    }

    private Map<String, String> details(String id) {
        var details = new HashMap<String, String>();
        jdbc.sql("select d.key, d.value from trail, jsonb_each_text(details) d"
                        + " where id = (select max(id) from trail where client = ?)")
                .param(id)
                .query((RowCallbackHandler) row -> details.put(row.getString("key"), row.getString("value")));
        return details;
    }

    @Test
    @Requirement("HC-CLIENT-LOOSENED")
    void what_is_loosened_is_named_on_the_applications_page_in_the_list_and_in_the_trail() {
        String id = "c" + UUID.randomUUID();
        String yaml = "id: " + id + "\nname: Laboratoire\nredirect-uris: [https://lab.example/cb]\n";
        String aliases = "tokens: {acr-aliases: {eidas1: SUBSTANTIAL, fort: HIGH}}\n";

        assertThat(add(yaml + aliases + "profile: LEGACY\n")).isZero();
        assertThat(traced(id, "loosened")).isEqualTo("CODE_WITHOUT_PKCE");
        assertThat(shown(id))
                .containsPattern("profile +legacy \\(loosened: CODE_WITHOUT_PKCE\\)")
                .containsPattern("tokens.acr-aliases +eidas1: SUBSTANTIAL\\n +fort: HIGH");
        run(Map.of(), "client", "list");
        assertThat(screen.toString()).contains(id + "  enabled  legacy (loosened: CODE_WITHOUT_PKCE)");

        assertThat(add(yaml, "--replace")).isZero();
        assertThat(traced(id, "loosened")).isEmpty();
        assertThat(shown(id)).doesNotContain("loosened").containsPattern("tokens.acr-aliases +none");
    }

    private String shown(String id) {
        screen.getBuffer().setLength(0);
        assertThat(run(Map.of(), "client", "show", id)).isZero();
        return screen.toString();
    }

    private String traced(String id, String detail) {
        return jdbc.sql("select details ->> ? from trail where client = ? order by id desc limit 1")
                .param(detail)
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    @Requirement("HC-CLIENT-RULES")
    void a_wrong_file_changes_nothing_and_says_all_that_is_wrong() {
        String id = "c" + UUID.randomUUID();

        assertThat(add("id: " + id + "\nredirect-uris: [http://lab.example/cb]\n"))
                .isEqualTo(1);
        assertThat(screen.toString()).contains("NAME_MISSING", "REDIRECT_HTTP_NOT_LOOPBACK: http://lab.example/cb");
        assertThat(add("id: " + id + "\nredirects: []\n")).isEqualTo(2);
        assertThat(screen.toString()).contains("unknown keys: redirects");
        assertThat(run(Map.of(), "client", "add", "absent.yaml")).isEqualTo(2);
        assertThat(screen.toString()).contains("no readable file");
        assertThat(clients.find(id)).isEmpty();
    }

    @Test
    @Requirement("HC-CLIENT-RULES")
    void an_establishment_that_the_directory_does_not_know_is_refused_by_name() {
        String id = "c" + UUID.randomUUID();
        String yaml = "id: " + id + "\nname: Laboratoire\nredirect-uris: [https://lab.example/cb]\n";

        assertThat(add(yaml + "establishment: '990009999'\n")).isEqualTo(1);
        assertThat(screen.toString())
                .contains("ESTABLISHMENT_UNKNOWN: 990009999 is no establishment of the directory; known: [990000115");
        assertThat(clients.find(id)).isEmpty();
        assertThat(add(yaml + "establishment: '990000222'\n")).isZero();
    }

    private int add(String yaml, String... more) {
        var words = Stream.concat(Stream.of("client", "add", "f.yaml"), Stream.of(more));
        return run(Map.of("f.yaml", Bytes.of(yaml.getBytes(StandardCharsets.UTF_8))), words.toArray(String[]::new));
    }

    private int run(Map<String, Bytes> files, String... words) {
        return desk.run("os:test", List.of(words), files, new PrintWriter(screen, true));
    }
}
