package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.signin.SharedPostRoad;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.signin.SharedPostRoad.Tokens;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A carer who came back to a ward's post by a touch opens the DMP: the code is asked, and then it opens. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@Requirement({"HC-TOUCH-DMP", "RIE-PS-10"})
class TouchToDmpJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final Clients clients;
    private final People people;
    private final DmpStage stage;
    private final Visitor visitor = new Visitor();
    private Application dpi;
    private Carer camille;

    @Autowired
    TouchToDmpJourneyTest(SharedPostRoad road, PostRoad posts, Clients clients, People people, BeanFactory server) {
        this.road = road;
        this.posts = posts;
        this.clients = clients;
        this.people = people;
        this.stage = DmpStage.of(server);
    }

    @BeforeEach
    void aWard() {
        posts.enrolled(visitor, PostClass.WARD);
        dpi = touchingDpi();
        camille = physician();
    }

    @Test
    void the_dmp_is_refused_to_a_touch_and_opened_by_the_code() {
        road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi);
        SharedPostRoad.answer(visitor, road.open(visitor, dpi), "other");
        Tokens byTouch = road.tokens(touch(road.open(visitor, dpi)), dpi);
        assertThat(byTouch.acr()).endsWith("/single-factor");

        var refused = stage.send(who(byTouch), DmpStage.form(who(byTouch)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json())
                .containsEntry("error", DmpRefusal.SINGLE_FACTOR_ONLY.error())
                .containsEntry("reason", DmpRefusal.SINGLE_FACTOR_ONLY.reason())
                .doesNotContainKey("access_token");
        String asked = refused.text("acr_values");
        assertThat(asked).endsWith("/eidas/substantial");

        // what the application does with the answer: the same person, the level that was told
        assertThat(road.open(visitor, dpi, "acr_values", asked, "id_token_hint", byTouch.idToken(), "prompt", "none")
                        .at()
                        .getQuery())
                .contains("error=login_required");
        Page page = road.open(visitor, dpi, "acr_values", asked, "id_token_hint", byTouch.idToken());
        assertThat(page.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(page.has("button[name=touch]")).isFalse();
        Tokens byCode = road.tokens(camille.signIn(visitor, page), dpi);

        assertThat(byCode.acr()).isEqualTo(asked);
        assertThat(byCode.sub()).isEqualTo(byTouch.sub());
        assertThat(stage.send(who(byCode), DmpStage.form(who(byCode))).status()).isEqualTo(200);
    }

    /** The touch of before does not come back into its rights by a second touch. */
    @Test
    void another_touch_opens_it_no_more_than_the_first() {
        road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi);
        SharedPostRoad.answer(visitor, road.open(visitor, dpi), "other");
        touch(road.open(visitor, dpi));
        SharedPostRoad.answer(visitor, road.open(visitor, dpi), "other");
        Tokens again = road.tokens(touch(road.open(visitor, dpi)), dpi);

        assertThat(stage.send(who(again), DmpStage.form(who(again))).text("reason"))
                .isEqualTo(DmpRefusal.SINGLE_FACTOR_ONLY.reason());
    }

    private DmpStage.SignedIn who(Tokens tokens) {
        return new DmpStage.SignedIn(
                camille.person(), session(tokens), dpi.registered(), dpi.secret(), tokens.accessToken());
    }

    private org.hospiconnect.idp.session.Session session(Tokens tokens) {
        return stage.sessions().find(tokens.sid()).orElseThrow();
    }

    private Page touch(Page page) {
        String options = road.challenge(visitor, page, Map.of("touch", "true"));
        return visitor.submit(
                page,
                "form:has(input[name=credential])",
                Map.of("credential", camille.key().get(options, Wrong.USER_NOT_VERIFIED)));
    }

    private Application touchingDpi() {
        Application plain = road.application();
        RelyingApplication registered = ExampleApplication.like(plain.registered())
                .grants(DmpStage.exchange())
                .dmp(Optional.of(DmpFixture.software()))
                .signIn(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), Duration.ofHours(4), false))
                .get();
        clients.put(registered);
        return new Application(plain.issuer(), registered, plain.secret());
    }

    private Carer physician() {
        Carer carer = road.carer();
        var rpps = Identifier.rpps(
                new RppsNumber(ProviderFixture.rpps()), Optional.of(Instant.parse("2026-01-05T08:00:00Z")));
        var known = ExamplePerson.like(carer.person())
                .identifiers(List.of(rpps))
                .situations(List.of(DmpStage.ward()))
                .get();
        people.change(known);
        return new Carer(known, carer.key());
    }
}
