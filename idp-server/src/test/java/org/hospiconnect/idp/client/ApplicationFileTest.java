package org.hospiconnect.idp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationFileTest {

    private static final String WHOLE = """
                id: lab
                name: Laboratoire
                redirect-uris: [https://lab.example/cb]
                grants:
                  - authorization_code
                  - urn:ietf:params:oauth:grant-type:token-exchange
                least-level: HIGH
                establishment: "990000115"
                dmp:
                  lps-name: LAB
                  lps-version: "2.0"
                  homologation: H-1
                """;

    @Test
    void a_file_has_the_keys_of_the_settings() {
        var read = read(WHOLE);

        assertThat(read)
                .isEqualTo(new ApplicationSettings(
                        "lab",
                        "Laboratoire",
                        RelyingApplication.Profile.STANDARD,
                        Set.of("https://lab.example/cb"),
                        Set.of(),
                        "client_secret_basic",
                        Optional.empty(),
                        Set.of("openid"),
                        Set.of("authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange"),
                        Level.HIGH,
                        "ES256",
                        Optional.of("990000115"),
                        new ApplicationSettings.DmpSettings("LAB", "2.0", Optional.empty(), "H-1", false),
                        true,
                        ClientKeys.NONE,
                        TokenRules.USUAL,
                        Surroundings.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        SignInRules.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: lab\\nredirect-uri: https://lab.example/cb|unknown keys: redirect-uri",
                "id: lab\\ndmp: {lps: x}|unknown keys: dmp.lps",
                "id: lab\\nleast-level: VERY|least-level: it is one of BACKUP, SINGLE_FACTOR, LOW, SUBSTANTIAL, HIGH",
                "id: lab\\nleast-level: REFUSED|what is refused is no level to ask for",
                "id: lab\\ntokens: {acr-aliases: {x: REFUSED}}|what is refused is no level to ask for",
                "id: lab\\nprofile: STRICT|wrong value of profile: it is one of STANDARD, FAPI2, LEGACY",
                "id: lab\\ntokens: {binding: ALL}|wrong value of tokens.binding: it is one of ",
                "id: lab\\nid: other|no YAML: ",
                "id: [|no YAML: ",
                "just words|unknown keys: document"
            })
    void what_is_not_one_application_is_refused_in_a_sentence(String yaml, String sentence) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_file_without_id_or_name_is_for_the_rules_to_refuse() {
        var application = read("redirect-uris: [https://lab.example/cb]").toApplication(Optional.of("hash"));

        assertThat(RegistrationRules.faults(application))
                .extracting(RegistrationFault::reason)
                .containsExactly(RegistrationFault.Reason.ID_MALFORMED, RegistrationFault.Reason.NAME_MISSING);
    }

    @Test
    void the_page_tells_every_refusal_and_its_example_is_right() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/applications.md"));
        String example = page.replaceAll("(?s).*```yaml\\n(.*?)```.*", "$1");

        assertThat(page)
                .contains(Stream.of(RegistrationFault.Reason.values())
                        .map(reason -> "`" + reason + "`")
                        .toList());
        assertThat(RegistrationRules.faults(read(example).toApplication(Optional.of("hash"))))
                .isEmpty();
    }

    @Test
    void what_the_how_to_adds_for_the_dmp_is_right() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/open-the-dmp-from-a-dpi.md"));
        String added = page.replaceFirst("(?s).*?```yaml\\n(.*?)```.*", "$1");
        String before = "id: dpi\nname: DPI\nredirect-uris: [https://dpi.example/cb]\n";

        var application = read(before + added).toApplication(Optional.of("hash"));

        assertThat(application.dmp()).isPresent();
        assertThat(RegistrationRules.faults(application)).isEmpty();
    }

    @Test
    void the_clients_of_the_conformance_plans_are_right_registrations() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/run-the-conformance-plans.md"));
        var registrations = Pattern.compile("(?s)```yaml\\n(id: .*?)```")
                .matcher(page)
                .results()
                .map(block -> read(block.group(1)))
                .toList();

        assertThat(registrations)
                .extracting(ApplicationSettings::id)
                .containsExactly("suite-1", "suite-post", "suite-fapi-1", "suite-mtls-1");
        for (var registration : registrations) {
            var secret = Optional.of("hash")
                    .filter(_ -> registration.authentication().startsWith("client_secret"));
            assertThat(RegistrationRules.faults(registration.toApplication(secret)))
                    .as(registration.id())
                    .isEmpty();
        }
    }

    @Test
    void placeholders_are_not_resolved() {
        assertThat(read("id: lab\nname: ${user.home}").name()).isEqualTo("${user.home}");
    }

    @Test
    void a_file_is_bounded() {
        assertThatThrownBy(() -> read("#" + "x".repeat(64 * 1024))).hasMessageContaining("at most");
    }

    private static ApplicationSettings read(String yaml) {
        return ApplicationFile.read(Bytes.of(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
