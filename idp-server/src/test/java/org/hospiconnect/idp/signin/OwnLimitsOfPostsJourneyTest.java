package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostLimits;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two posts of one class, one of which allows less. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@Requirement("HC-POST-OWN-LIMITS")
class OwnLimitsOfPostsJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final Sessions sessions;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private Application dpi;
    private Carer camille;

    @Autowired
    OwnLimitsOfPostsJourneyTest(
            SharedPostRoad road,
            PostRoad posts,
            Sessions sessions,
            MovableClock clock,
            JdbcClient jdbc,
            StringRedisTemplate redis) {
        this.redis = redis;
        this.road = road;
        this.posts = posts;
        this.sessions = sessions;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somebody() {
        dpi = road.application();
        camille = road.carer();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void a_session_is_idle_sooner_on_the_one_than_on_the_other() {
        String corridor = sid(post(new PostLimits(Optional.of(Duration.ofMinutes(5)), List.of())));
        String office = sid(post(PostLimits.NONE));

        clock.advance(Duration.ofMinutes(4));
        assertThat(sessions.find(corridor)).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sessions.find(corridor)).isEmpty();
        assertThat(sessions.find(office)).isPresent();
        clock.advance(Duration.ofMinutes(25));
        assertThat(sessions.find(office)).isEmpty();
    }

    @Test
    void somebody_who_is_there_is_not_interrupted_by_a_short_limit() {
        String corridor = sid(post(new PostLimits(Optional.of(Duration.ofMinutes(5)), List.of())));

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(4));
            assertThat(sessions.touch(corridor)).isPresent();
        }
    }

    @Test
    void a_kind_that_the_post_does_not_name_is_not_offered_and_not_taken() {
        var cards = post(new PostLimits(Optional.empty(), List.of("card")));
        var keys = post(new PostLimits(Optional.empty(), List.of("webauthn", "card")));

        Page page = road.open(cards, dpi);
        assertThat(page.document().text()).contains("Aucun moyen de connexion ne peut servir sur ce poste");
        String direct = page.at().toString().replace("/signin?", "/signin/webauthn?");
        assertThat(cards.visit(direct).status()).isEqualTo(404);

        assertThat(sessions.find(sid(keys))).isPresent();
    }

    /** Its cookie is a post's, though it is not the post: nothing is looser there. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"out of its range", "old"})
    void a_browser_with_the_cookie_of_a_post_that_it_is_not_has_its_limits(String what) {
        var own = new PostLimits(Optional.of(Duration.ofMinutes(5)), List.of("webauthn"));
        var post = new Visitor();
        posts.enrolled(post, PostClass.WARD, own, "127.0.0.1/32");
        var other = new Visitor(what.equals("old") ? "127.0.0.1" : "127.0.9.9", "Visitor/1.0");
        other.copy(post);
        if (what.equals("old")) {
            turned(post);
        }

        String sid = sid(other);

        assertThat(sessions.find(sid).orElseThrow().place().orElseThrow().post())
                .isEmpty();
        assertThat(sessions.find(sid).orElseThrow().limits().idle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_kind_is_not_taken_there_either() {
        var post = new Visitor();
        posts.enrolled(post, PostClass.WARD, new PostLimits(Optional.empty(), List.of("card")), "127.0.0.1/32");
        var other = new Visitor("127.0.9.9", "Visitor/1.0");
        other.copy(post);

        assertThat(road.open(other, dpi).document().text())
                .contains("Aucun moyen de connexion ne peut servir sur ce poste");
    }

    /** A server of before knows the class only, and names the post. */
    @Test
    void a_session_that_a_server_of_before_opened_is_as_short() {
        var visitor = post(new PostLimits(Optional.of(Duration.ofMinutes(5)), List.of()));
        String sid = sid(visitor);
        String key = "hc:session:{" + sid + "}";
        var place = (ObjectNode)
                JsonMapper.shared().readTree(redis.<String, String>opsForHash().get(key, "place"));
        place.remove(List.of("own", "reach"));
        redis.opsForHash().put(key, "place", place.toString());
        redis.opsForHash().put(key, "idle", Long.toString(Duration.ofMinutes(30).toMillis()));

        assertThat(sessions.find(sid).orElseThrow().limits().idle()).isEqualTo(Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(6));
        assertThat(sessions.touch(sid)).isEmpty();
        assertThat(sessions.touch(sid)).as("nor by asking twice").isEmpty();
    }

    /** The post goes on with new values of its cookie. */
    private void turned(Visitor post) {
        clock.advance(Duration.ofHours(1));
        post.visit(road.page("/post"));
        clock.advance(Duration.ofMinutes(11));
        post.visit(road.page("/post"));
    }

    @Test
    void they_are_traced_with_the_post() {
        String post = posts.enrolled(
                        new Visitor(),
                        PostClass.WARD,
                        new PostLimits(Optional.of(Duration.ofMinutes(5)), List.of("webauthn")))
                .id();

        assertThat(jdbc.sql("select details::text from trail where act = 'POST_ADDED' and details ->> 'post' = ?")
                        .param(post)
                        .query(String.class)
                        .single())
                .contains("PT5M", "webauthn");
    }

    private Visitor post(PostLimits own) {
        var visitor = new Visitor();
        posts.enrolled(visitor, PostClass.WARD, own);
        return visitor;
    }

    private String sid(Visitor visitor) {
        return road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi)
                .sid();
    }
}
