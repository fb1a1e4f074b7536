package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Where the app reaches what a key reaches: whoever took both factors by a copied page makes no key of their own, and removes none. */
@TotpJourney
@TestPropertySource(
        properties = {
            "hospiconnect.assurance.schemes.totp.legal-basis=ATTESTED",
            "hospiconnect.assurance.schemes.totp.reference=A-1",
            "hospiconnect.assurance.schemes.totp.until=2099-01-01",
            "hospiconnect.authenticator.totp.reservation=R-7"
        })
@Requirement({"HC-OWN-MEANS", "HC-TOTP-AGAIN"})
class TotpOwnMeansJourneyTest {

    private final AppRoad apps;
    private final SignInRoad road;
    private final Authenticators authenticators;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    TotpOwnMeansJourneyTest(AppRoad apps, SignInRoad road, Authenticators authenticators, MovableClock clock) {
        this.apps = apps;
        this.road = road;
        this.authenticators = authenticators;
        this.clock = clock;
    }

    private Page signedIn(Person person) {
        road.register(client, Level.SUBSTANTIAL);
        App app = apps.enrolled(person);
        clock.advance(Duration.ofSeconds(30));
        assertThat(apps.signIn(visitor, client, app, Map.of()).at().getQuery()).contains("code=");
        return visitor.visit(road.page("/account"));
    }

    @Test
    void the_app_alone_adds_nothing() {
        Page told = visitor.submit(signedIn(road.somebody(1)), "form[action=/account/add]", Map.of());

        assertThat(told.text(".notice")).contains("Cette session n’est pas assez sûre pour cela");
        assertThat(visitor.visit(road.page("/enrol/webauthn")).at().getPath()).isEqualTo("/enrol");
    }

    @Test
    void the_app_removes_no_key() {
        Person person = road.somebody(1);
        road.enrolledKey(person, true);
        Authenticator key = authenticators.of(person.id()).getFirst();
        Page own = signedIn(person);

        Page told = visitor.submit(own, "form[action=/account/remove]:has(input[value=" + key.id() + "])", Map.of());

        assertThat(told.text(".notice")).contains("Cette session n’est pas assez sûre pour cela");
        assertThat(authenticators.find(key.id()).orElseThrow().state()).isEqualTo(Authenticator.State.ACTIVE);
    }
}
