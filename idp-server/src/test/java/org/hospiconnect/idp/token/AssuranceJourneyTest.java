package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.ProviderFixture.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** An application asks what the level of a session rests on. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-ASSURANCE-READ")
class AssuranceJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;
    private final Sessions sessions;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private Application dpi;
    private SignedIn camille;
    private Application.Answer tokens;

    @Autowired
    AssuranceJourneyTest(
            ProviderFixture provider, Clients clients, Sessions sessions, JdbcClient jdbc, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void somebodyAtTheDpi() {
        dpi = mayAsk(provider.application());
        camille = provider.signIn();
        tokens = provider.tokens(camille, dpi);
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    private Application mayAsk(Application known) {
        var registered = ExampleApplication.like(known.registered())
                .scopes("openid", "profile", "rpps", "work_situation", RegistrationRules.SESSION_ASSURANCE)
                .get();
        clients.put(registered);
        return new Application(known.issuer(), registered, known.secret());
    }

    private static Application.Answer ask(Application by, String sid) {
        return by.get(
                SessionAssurance.PATH + sid,
                "Authorization",
                ProvingApplication.basic(by.registered().id() + ":" + by.secret()));
    }

    private static Map<?, ?> claims(Application.Answer tokens) {
        byte[] payload =
                java.util.Base64.getUrlDecoder().decode(tokens.text("id_token").split("\\.", 3)[1]);
        return JsonMapper.shared().readValue(payload, Map.class);
    }

    @Test
    void the_answer_says_level_reasons_and_times_as_the_tokens_do() {
        var answer = ask(dpi, camille.sid());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var told = claims(tokens);
        for (String claim : List.of("sid", "acr", "amr", "auth_time")) {
            assertThat(answer.json().get(claim)).as(claim).isEqualTo(told.get(claim));
        }
        var session = camille.opened().session();
        assertThat(answer.json())
                .containsEntry("level", "eidas/substantial")
                .containsEntry("phishing_resistant", true)
                .containsKeys("legal_basis")
                .containsEntry("session_expires_at", (int) session.endsAt().getEpochSecond())
                .containsEntry("idle_expires_at", (int) session.overAt().getEpochSecond());
        assertThat(answer.json().get("proofs"))
                .isEqualTo(List.of(Map.of("kind", "webauthn", "at", told.get("auth_time"))));
        assertThat((List<?>) answer.json().get("findings"))
                .anySatisfy(finding -> assertThat(cast(finding))
                        .containsEntry("rule", "two-factors")
                        .containsEntry("holds", true)
                        .hasEntrySatisfying(
                                "clause",
                                clause -> assertThat(clause).asString().startsWith("EXI ")));
        assertThat(answer.body())
                .doesNotContain("Camille", camille.authenticator().id());
    }

    @Test
    @Requirement("HC-LEVEL-RULES-KEPT")
    void it_says_by_which_rules_and_since_when_they_are_in_force() {
        assertThat(ask(dpi, camille.sid()).json())
                .containsEntry("rules", "RIE 1.0")
                .containsEntry("rules_since", "2022-06-01");
    }

    @SuppressWarnings("unchecked") // members of JSON objects have names
    private static Map<String, Object> cast(Object object) {
        return (Map<String, Object>) object;
    }

    /** What the session lacks for the next level. */
    @Test
    void it_says_what_would_raise_the_level() {
        assertThat((List<?>) ask(dpi, camille.sid()).json().get("raises"))
                .map(finding -> cast(finding).get("rule"))
                .containsExactly("certified");
    }

    @Test
    void asking_is_nobody_being_there() {
        clock.advance(Duration.ofMinutes(20));
        assertThat(ask(dpi, camille.sid()).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));

        assertThat(ask(dpi, camille.sid()).status()).isEqualTo(404);
    }

    @Test
    void an_ended_one_another_applications_and_none_at_all_read_the_same() {
        var other = mayAsk(provider.application());
        var ended = provider.signIn();
        provider.tokens(ended, dpi);
        sessions.end(ended.sid());

        var answers =
                List.of(ask(other, camille.sid()), ask(dpi, ended.sid()), ask(dpi, "A".repeat(22)), ask(dpi, "x"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.text("error")).isEqualTo("not_found");
            assertThat(answer.text("error_description")).isEqualTo("No open session of this client has this name");
            assertThat(answer.json()).containsOnlyKeys("error", "error_description", "reference");
        });
        assertThat(jdbc.sql("select reason from trail where client = ? and outcome = 'REFUSED'")
                        .param(other.registered().id())
                        .query(String.class)
                        .list())
                .containsExactly("SESSION_NOT_FOUND");
    }

    @Test
    void names_that_are_tried_out_fill_no_trail() {
        for (int tried = 0; tried < 40; tried++) {
            assertThat(ask(dpi, "A".repeat(20) + (10 + tried)).status()).isEqualTo(404);
        }

        assertThat(jdbc.sql("select count(*) from trail where client = ? and outcome = 'REFUSED'")
                        .param(dpi.registered().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0Ab", "a%00", "", "a/b", "%2e%2e"})
    void a_name_that_is_none_opens_nothing(String name) {
        assertThat(ask(dpi, name).status()).isIn(400, 404);
        assertThat(ask(dpi, "x".repeat(900)).status()).isEqualTo(404);
    }

    @Test
    void nobody_may_ask_who_is_not_registered_to() {
        var plain = provider.application();
        provider.tokens(camille, plain);

        var refused = ask(plain, camille.sid());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("unauthorized_client");
        assertThat(plain.get(SessionAssurance.PATH + camille.sid()).status()).isEqualTo(401);
        assertThat(plain.get(
                                SessionAssurance.PATH + camille.sid(),
                                "Authorization",
                                "Bearer " + tokens.text("access_token"))
                        .status())
                .isEqualTo(401);
    }

    /** It knows sessions by names of its sector's own. */
    @Test
    void a_pairwise_application_names_the_session_as_it_knows_it() {
        var known = mayAsk(provider.application());
        var rules = new TokenRules(
                TokenRules.Binding.NONE,
                false,
                false,
                TokenRules.SubjectType.PAIRWISE,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Map.of());
        var registered =
                ExampleApplication.like(known.registered()).tokens(rules).get();
        clients.put(registered);
        var laboratory = new Application(known.issuer(), registered, known.secret());
        String sid = String.valueOf(claims(provider.tokens(camille, laboratory)).get("sid"));

        assertThat(ask(laboratory, camille.sid()).status()).isEqualTo(404);
        assertThat(ask(laboratory, sid).text("sid")).isEqualTo(sid);
        assertThat(ask(dpi, sid).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void it_is_only_read(String method) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(dpi.issuer() + SessionAssurance.PATH + camille.sid()))
                .method(method, java.net.http.HttpRequest.BodyPublishers.noBody())
                .build();
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        }
    }
}
