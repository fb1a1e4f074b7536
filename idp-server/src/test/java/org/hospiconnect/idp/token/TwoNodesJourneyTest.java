package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.SecondNode;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.logout.LogoutReceiver;
import org.hospiconnect.idp.token.logout.LogoutStage;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Two servers on the same stores: what may happen once happens once, whichever of them is asked. */
@JourneyTest
@Requirement("HC-TWO-NODES")
@Import({ProviderFixture.class, LogoutStage.class})
@TestPropertySource(properties = TwoNodesJourneyTest.OFTEN)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class TwoNodesJourneyTest {

    static final String OFTEN = "hospiconnect.token.logout-every=50ms";

    private static final ProofKey KEY = ProofKey.fresh();
    private static final int PARALLEL = 20;
    private static final int SESSIONS = 60;

    private final ProviderFixture provider;
    private final LogoutStage stage;
    private final Sessions sessions;
    private final Clients clients;
    private final ServerNonces nonces;
    private final RefreshTokens refreshTokens;
    private final RefreshFamilies families;
    private final AddressSettings address;
    private SecondNode second;

    @Autowired
    TwoNodesJourneyTest(
            ProviderFixture provider,
            LogoutStage stage,
            Sessions sessions,
            Clients clients,
            ServerNonces nonces,
            RefreshTokens refreshTokens,
            RefreshFamilies families,
            AddressSettings address) {
        this.provider = provider;
        this.stage = stage;
        this.sessions = sessions;
        this.clients = clients;
        this.nonces = nonces;
        this.refreshTokens = refreshTokens;
        this.families = families;
        this.address = address;
    }

    @BeforeAll
    void startTheSecond() {
        second = new SecondNode(address, "--" + OFTEN, "--hospiconnect.audit.node=node-2");
    }

    @AfterAll
    void stopTheSecond() {
        second.close();
    }

    /** The address in a proof is the deployment's, so one proof fits both servers. */
    @Test
    @Requirement({"HC-TWO-NODES", "RFC9449-11.1-NODES"})
    void a_proof_that_one_server_took_the_other_refuses() {
        var here = provider.application();
        String path = ClientEndpoint.PAR.path();
        var request = ClientEndpoint.PAR.request(here);

        assertTakenOnce(
                () -> KEY.proof("POST", here.issuer() + path, nonces.current()),
                proof -> here.postAs(path, request, "DPoP", proof),
                proof -> at(second, here).postAs(path, request, "DPoP", proof),
                "invalid_dpop_proof");
    }

    @Test
    @Requirement({"HC-TWO-NODES", "RFC7523-3-JTI"})
    void an_assertion_that_one_server_took_the_other_refuses() {
        var here = ProvingApplication.byKey(provider, clients);
        var there = new ProvingApplication(at(second, here.dpi()));

        assertTakenOnce(
                () -> ProvingApplication.KEY.sign(here.claims().build()),
                assertion -> here.asserting(ClientEndpoint.PAR, assertion),
                assertion -> there.asserting(ClientEndpoint.PAR, assertion),
                "invalid_client");
    }

    // What is refused is the repetition, both ways: a new one of the same making is taken at the other server.
    private static void assertTakenOnce(
            Supplier<String> drawn,
            Function<String, Application.Answer> here,
            Function<String, Application.Answer> there,
            String error) {
        String first = drawn.get();
        assertThat(here.apply(first).status()).isEqualTo(201);
        assertThat(there.apply(first).text("error")).isEqualTo(error);

        String fresh = drawn.get();
        assertThat(there.apply(fresh).status()).isEqualTo(201);
        assertThat(here.apply(fresh).text("error")).isEqualTo(error);
    }

    @Test
    void a_family_refreshed_at_both_in_parallel_has_one_successor() throws Exception {
        var here = provider.application();
        String token = provider.tokens(provider.signIn(), here).text("refresh_token");

        var answers = atBoth(here, dpi -> dpi.refresh(token).text("refresh_token"));

        assertThat(answers.stream().distinct()).hasSize(1).doesNotContain(token, "");
        assertThat(families.find(refreshTokens.familyOf(token).orElseThrow())
                        .orElseThrow()
                        .rotations())
                .isEqualTo(1);
    }

    @Test
    void a_code_redeemed_at_both_in_parallel_gives_tokens_once_and_they_end() throws Exception {
        var here = provider.application();
        String code = provider.code(provider.signIn(), here);

        var answers = atBoth(here, dpi -> dpi.redeem(code));

        var won = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSizeLessThanOrEqualTo(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSizeGreaterThanOrEqualTo(PARALLEL - 1)
                .allSatisfy(answer -> assertThat(answer.text("error")).isEqualTo("invalid_grant"));
        assertThat(won)
                .allSatisfy(answer -> assertThat(
                                here.refresh(answer.text("refresh_token")).text("error"))
                        .isEqualTo("invalid_grant"));
    }

    @Test
    void each_end_of_a_session_is_told_once_although_both_servers_tell() throws ParseException {
        // slow enough for the other server to come by while one is at it
        try (var receiver = new LogoutReceiver(exchange -> {
            pause();
            exchange.sendResponseHeaders(200, -1);
        })) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var people = Stream.generate(provider::signIn).limit(SESSIONS).toList();
            people.forEach(person -> provider.tokens(person, dpi));

            people.forEach(person -> sessions.end(person.sid()));
            people.forEach(
                    person -> assertThat(stage.settled(person, dpi).state()).isEqualTo(State.DELIVERED));

            assertThat(told(receiver)).hasSize(SESSIONS).doesNotHaveDuplicates();
        }
    }

    private static List<String> told(LogoutReceiver receiver) throws ParseException {
        var sids = new ArrayList<String>();
        while (receiver.waiting() > 0) {
            sids.add(SignedJWT.parse(receiver.next().token()).getJWTClaimsSet().getStringClaim("sid"));
        }
        return sids;
    }

    private static void pause() {
        Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    private interface Call<T> {
        T to(Application dpi);
    }

    private <T> List<T> atBoth(Application here, Call<T> call) throws InterruptedException {
        var there = at(second, here);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, PARALLEL)
                    .<Callable<T>>mapToObj(i -> () -> call.to(i % 2 == 0 ? here : there))
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private static Application at(SecondNode node, Application dpi) {
        return new Application(node.address(), dpi.registered(), dpi.secret());
    }
}
