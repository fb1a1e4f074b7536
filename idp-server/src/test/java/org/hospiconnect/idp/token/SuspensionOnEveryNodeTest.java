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
    private SecondNode other;

    @Autowired
    SuspensionOnEveryNodeTest(
            ProviderFixture provider,
            AddressSettings address,
            People people,
            Authenticators authenticators,
            Sessions sessions,
            Clients clients) {
        this.provider = provider;
        this.address = address;
        this.people = people;
        this.authenticators = authenticators;
        this.sessions = sessions;
        this.clients = clients;
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
