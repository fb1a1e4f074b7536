package org.hospiconnect.idp.workstation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.SecondNode;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Copies;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A browser becomes a post, stays it, and is it no more. */
@JourneyTest
@Import(PostRoad.class)
class PostJourneyTest {

    private static final Duration TURN = Duration.ofHours(1);
    private static final Duration ARRIVED = Duration.ofMinutes(2);

    private final PostRoad road;
    private final JdbcClient jdbc;
    private final WrittenCounts counts;
    private final MovableClock clock;
    private final AddressSettings address;
    private final Visitor visitor = new Visitor();

    @Autowired
    PostJourneyTest(PostRoad road, JdbcClient jdbc, WrittenCounts counts, MovableClock clock, AddressSettings address) {
        this.road = road;
        this.jdbc = jdbc;
        this.counts = counts;
        this.clock = clock;
        this.address = address;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("HC-POST-ENROLMENT")
    void a_code_typed_once_makes_the_browser_the_post() {
        var made = road.added(PostClass.WARD);
        assertThat(road.isKnown(visitor, made.post())).isFalse();

        Page page = road.type(visitor, made.code());

        assertThat(page.text("h1")).contains(made.post().name());
        assertThat(road.now(made.post()).enrolled()).isPresent();
        assertThat(road.isKnown(new Visitor(), made.post())).isFalse();
        assertThat(acts(made.post())).containsExactly("POST_ADDED", "POST_ENROLLED");
    }

    @Test
    @Requirement("HC-POST-ENROLMENT")
    void the_stores_know_the_cookie_by_its_hashes_only() {
        Post post = road.enrolled(visitor, PostClass.WARD);
        String[] halves = visitor.cookie(PostRoad.COOKIE).orElseThrow().split("\\.");

        String row = jdbc.sql(
                        "select post_browsers::text || posts::text from post_browsers join posts on posts.id = post"
                                + " where post = ?")
                .param(post.id())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(halves);
    }

    @Test
    @Requirement("HC-POST-ENROLMENT")
    void a_code_opens_once_for_a_while_and_only_the_last_one_given() {
        var first = road.added(PostClass.WARD);
        road.type(visitor, first.code());
        assertRefused(road.type(new Visitor(), first.code()));

        var late = road.added(PostClass.WARD);
        clock.advance(Duration.ofHours(1));
        assertRefused(road.type(new Visitor(), late.code()));
        assertThat(road.now(late.post()).enrolled()).isEmpty();
    }

    @ParameterizedTest
    @Requirement("HC-POST-ENROLMENT")
    @ValueSource(strings = {"", "AAAAA-AAAAA-AAAAA", "é", "'; drop table posts; --"})
    void a_wrong_code_leaves_a_sentence_a_reference_and_another_try(String code) {
        var made = road.added(PostClass.WARD);

        assertRefused(road.type(visitor, code));
        assertRefused(road.type(visitor, code.repeat(2000)));

        road.type(visitor, made.code().toLowerCase(java.util.Locale.ROOT).replace("-", " "));
        assertThat(road.isKnown(visitor, made.post())).isTrue();
    }

    private static void assertRefused(Page page) {
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text(".notice.warn .reference")).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(page.text(".notice.warn .code")).isEqualTo("WORKSTATION-CODE");
    }

    /** The value turns, and the browser that has the old one shows that there are two. */
    @Test
    @Requirement("HC-POST-COPY")
    void a_copy_on_another_machine_is_refused_and_told_and_ends_nothing() {
        Post post = road.enrolled(visitor, PostClass.WARD);
        var thief = new Visitor();
        thief.copy(visitor);

        clock.advance(TURN);
        assertThat(road.isKnown(visitor, post)).as("turned").isTrue();
        assertThat(visitor.cookie(PostRoad.COOKIE)).isNotEqualTo(thief.cookie(PostRoad.COOKIE));
        clock.advance(ARRIVED);
        assertThat(road.isKnown(visitor, post)).as("the new value has arrived").isTrue();
        double told = stale();
        assertThat(road.isKnown(thief, post)).isFalse();

        assertThat(stale()).isEqualTo(told + 1);
        assertThat(refusals("127.0.0.1")).contains("STALE");
        assertThat(road.isKnown(visitor, post)).isTrue();
        assertThat(road.now(post).endedAt()).isEmpty();
    }

    @Test
    @Requirement("HC-POST-COPY")
    void a_copy_that_turns_first_is_told_when_the_post_comes_back() {
        Post post = road.enrolled(visitor, PostClass.WARD);
        var thief = new Visitor();
        thief.copy(visitor);

        for (int turns = 0; turns < 3; turns++) {
            clock.advance(TURN.plus(ARRIVED));
            assertThat(road.isKnown(thief, post)).isTrue();
        }

        double told = stale();
        assertThat(road.isKnown(visitor, post)).isFalse();
        assertThat(stale()).isEqualTo(told + 1);
    }

    /** The answer with the value in vain comes after that with the next. */
    @Test
    @Requirement("HC-POST-COPY")
    void an_answer_that_came_late_ends_nothing() {
        Post post = road.enrolled(visitor, PostClass.WARD);
        var before = new Visitor();
        before.copy(visitor);
        clock.advance(TURN);
        assertThat(road.isKnown(visitor, post)).isTrue();
        var late = new Visitor();
        late.copy(visitor);
        visitor.copy(before);
        clock.advance(ARRIVED);
        assertThat(road.isKnown(visitor, post)).as("given another").isTrue();

        visitor.copy(late);
        clock.advance(ARRIVED);

        assertThat(road.isKnown(visitor, post)).isTrue();
        clock.advance(ARRIVED);
        assertThat(road.isKnown(visitor, post)).isTrue();
    }

    private static double stale() {
        return Metrics.counter(PostCookies.STALE).count();
    }

    @Test
    @Requirement("HC-POST-COPY")
    void an_answer_that_was_lost_ends_no_post() {
        Post post = road.enrolled(visitor, PostClass.WARD);
        var before = new Visitor();
        before.copy(visitor);
        clock.advance(TURN);
        assertThat(road.isKnown(visitor, post)).isTrue();

        visitor.copy(before); // as if the replacement had never come
        clock.advance(Duration.ofHours(60));

        assertThat(road.isKnown(visitor, post)).isTrue();
        assertThat(visitor.cookie(PostRoad.COOKIE)).isNotEqualTo(before.cookie(PostRoad.COOKIE));
        clock.advance(ARRIVED);
        assertThat(road.isKnown(visitor, post)).isTrue();
    }

    @Test
    @Requirement("HC-POST-COPY")
    void a_turn_on_one_server_is_right_on_another_that_read_before() {
        Post post = road.enrolled(visitor, PostClass.WARD);
        try (var other = new SecondNode(address)) {
            assertThat(isKnownAt(other, post)).isTrue();
            clock.advance(TURN);
            other.clock().advance(TURN.minus(Copies.FRESH));
            assertThat(road.isKnown(visitor, post)).isTrue();

            assertThat(isKnownAt(other, post)).isTrue();
        }
        assertThat(road.now(post).endedAt()).isEmpty();
    }

    private boolean isKnownAt(SecondNode other, Post post) {
        return visitor.visit(other.address() + "/post").text("h1").contains(post.name());
    }

    @ParameterizedTest
    @Requirement("HC-POST-COPY")
    @ValueSource(strings = {"", "x", "a.b", "%s.%s.%s"})
    void a_cookie_that_is_none_of_ours_makes_an_own_device(String text) {
        Post post = road.enrolled(visitor, PostClass.WARD);
        String half = "A".repeat(43);
        var stranger = new Visitor();
        stranger.copy(visitor);
        stranger.change(PostRoad.COOKIE, text.formatted(half, half, half));

        assertThat(road.isKnown(stranger, post)).isFalse();
        assertThat(road.isKnown(visitor, post)).isTrue();
    }

    @Test
    @Requirement("HC-POST-ADDRESS")
    void a_post_is_one_where_it_stands_only() {
        var here = new Visitor("127.0.5.1", "Visitor/1.0");
        Post post = road.enrolled(here, PostClass.THEATRE, "127.0.5.0/24");
        var elsewhere = new Visitor("127.0.6.1", "Visitor/1.0");
        elsewhere.copy(here);

        assertThat(road.isKnown(elsewhere, post)).isFalse();
        assertThat(refusals("127.0.6.1")).containsExactly("OTHER_ADDRESS");
        assertThat(road.isKnown(here, post)).isTrue();
    }

    @Test
    @Requirement({"HC-POST-ADDRESS", "HC-POST-ENROLMENT"})
    void its_code_opens_where_it_stands_only() {
        var made = road.added(PostClass.THEATRE, "127.0.5.0/24");

        assertRefused(road.type(new Visitor("127.0.6.1", "Visitor/1.0"), made.code()));
        assertThat(refusals("127.0.6.1")).contains("OTHER_ADDRESS");
        var here = new Visitor("127.0.5.1", "Visitor/1.0");
        road.type(here, made.code());

        assertThat(road.isKnown(here, made.post())).isTrue();
    }

    @Test
    @Requirement("HC-POST-END")
    void a_post_that_ended_is_none_and_gives_its_name_back() {
        Post post = road.enrolled(visitor, PostClass.WARD);

        road.end(post);

        assertThat(road.isKnown(visitor, post)).isFalse();
        assertThat(visitor.cookie(PostRoad.COOKIE)).isEmpty();
        assertThat(acts(post)).endsWith("POST_ENDED");
    }

    @Test
    @Requirement("HC-POST-END")
    void a_browser_that_becomes_another_post_is_the_one_before_no_more() {
        Post first = road.enrolled(visitor, PostClass.WARD);
        var second = road.added(PostClass.EMERGENCY);

        visitor.post(URI.create(address.page("/post")), Map.of("code", second.code()));

        assertThat(road.isKnown(visitor, second.post())).isTrue();
        assertThat(road.now(first).endedAt()).isPresent();
    }

    private List<String> acts(Post post) {
        return jdbc.sql("select act from trail where details ->> 'post' = ? order by id")
                .param(post.id())
                .query(String.class)
                .list();
    }

    private List<String> refusals(String source) {
        return counts.sql("select reason from refusal_counts where act = 'POST_REFUSED' and source = :source")
                .param("source", source)
                .query(String.class)
                .list();
    }
}
