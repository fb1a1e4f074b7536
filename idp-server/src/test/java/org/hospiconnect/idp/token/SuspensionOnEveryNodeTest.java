package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.SecondNode;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Two servers on the same stores: what one takes away is gone there at once, and from the other within five seconds. */
@JourneyTest
@Import(ProviderFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspensionOnEveryNodeTest {

    private final ProviderFixture provider;
    private final AddressSettings address;
    private final People people;
    private final Authenticators authenticators;
    private final Sessions sessions;
    private final Clients clients;
    private final ServerNonces nonces;
    private SecondNode other;

    @Autowired
    SuspensionOnEveryNodeTest(
            ProviderFixture provider,
            AddressSettings address,
            People people,
            Authenticators authenticators,
            Sessions sessions,
            Clients clients,
            ServerNonces nonces) {
        this.provider = provider;
        this.address = address;
        this.people = people;
        this.authenticators = authenticators;
        this.sessions = sessions;
        this.clients = clients;
        this.nonces = nonces;
    }

    @BeforeAll
    void startTheOther() {
        other = new SecondNode(address);
    }

    @AfterAll
    void stopTheOther() {
        other.close();
    }

    @AfterEach
    void backToTheMachinesTime() {
        other.clock().reset();
    }

    enum Taken {
        PERSON,
        MEANS,
        SESSION,
        TOKEN,
        FAMILY,
        CLIENT
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-SUSPENSION-5S")
    void what_one_server_takes_away_the_other_refuses_within_five_seconds(Taken taken) {
        var here = provider.application();
        var there = onTheOther(here);
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, here);
        String token = tokens.text("access_token");
        assertThat(here.userInfo(token).status()).isEqualTo(200);
        assertThat(there.userInfo(token).status()).isEqualTo(200);

        take(taken, camille, here, tokens);

        assertInvalid(here.userInfo(token));
        other.clock().advance(Duration.ofMillis(5001));
        assertInvalid(there.userInfo(token));
        var refreshed = there.refresh(tokens.text("refresh_token"));
        switch (taken) {
            case TOKEN -> assertThat(refreshed.status()).isEqualTo(200);
            case CLIENT -> ClientEndpoint.assertRefused(refreshed, 401, "invalid_client");
            case PERSON, MEANS, SESSION, FAMILY -> ClientEndpoint.assertRefused(refreshed, 400, "invalid_grant");
        }
    }

    private static void assertInvalid(Application.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .anySatisfy(challenge -> assertThat(challenge).startsWith("Bearer error=\"invalid_token\""));
    }

    private Application onTheOther(Application here) {
        return new Application(other.address(), here.registered(), here.secret());
    }

    /** The address in a proof is the deployment's, so one proof fits both servers. */
    @Test
    @Requirement("RFC9449-11.1-NODES")
    void a_proof_that_one_server_took_the_other_refuses() {
        var here = provider.application();
        var there = onTheOther(here);
        String address = here.issuer() + "/oauth2/par";
        var key = ProofKey.fresh();
        String first = key.proof("POST", address, nonces.current());
        String second = key.proof("POST", address, nonces.current());

        assertThat(here.postAs("/oauth2/par", here.request(), "DPoP", first).status())
                .isEqualTo(201);
        assertThat(there.postAs("/oauth2/par", here.request(), "DPoP", second).status())
                .isEqualTo(201);

        var firstAgain = there.postAs("/oauth2/par", here.request(), "DPoP", first);
        var secondAgain = here.postAs("/oauth2/par", here.request(), "DPoP", second);
        ClientEndpoint.assertRefused(firstAgain, 400, "invalid_dpop_proof");
        ClientEndpoint.assertRefused(secondAgain, 400, "invalid_dpop_proof");
    }

    @Test
    @Requirement("RFC7523-3-JTI")
    void an_assertion_that_one_server_took_the_other_refuses() {
        var here = ProvingApplication.byKey(provider, clients);
        var there = new ProvingApplication(onTheOther(here.dpi()));
        String assertion = ProvingApplication.KEY.sign(here.claims().build());

        ClientEndpoint.PAR.assertProved(here.asserting(ClientEndpoint.PAR, assertion));

        ClientEndpoint.assertRefused(there.asserting(ClientEndpoint.PAR, assertion), 401, "invalid_client");
    }

    private void take(Taken taken, ProviderFixture.SignedIn camille, Application dpi, Application.Answer tokens) {
        switch (taken) {
            case PERSON -> people.change(Standings.with(camille.person(), Person.State.SUSPENDED));
            case MEANS -> authenticators.changeState(camille.authenticator().id(), Authenticator.State.SUSPENDED);
            case SESSION -> sessions.end(camille.sid());
            case TOKEN -> dpi.post("/oauth2/revoke", Map.of("token", tokens.text("access_token")));
            case FAMILY -> dpi.post("/oauth2/revoke", Map.of("token", tokens.text("refresh_token")));
            case CLIENT ->
                clients.put(ExampleApplication.like(dpi.registered()).disabled().get());
        }
    }
}
