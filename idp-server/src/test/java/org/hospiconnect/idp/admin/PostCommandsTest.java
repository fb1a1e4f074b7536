package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@Import(PostRoad.class)
@Requirement("HC-POST-COMMANDS")
class PostCommandsTest {

    private final OperatorDesk desk;
    private final PostRoad road;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();
    private final String name = "Soins " + UUID.randomUUID();

    @Autowired
    PostCommandsTest(OperatorDesk desk, PostRoad road, JdbcClient jdbc) {
        this.desk = desk;
        this.road = road;
        this.jdbc = jdbc;
    }

    @Test
    void a_post_is_added_listed_shown_and_ended() {
        assertThat(add(name, "--class", "WARD", "--establishment", "990000115", "--from", "127.0.0.0/8,::1"))
                .isZero();
        assertThat(screen.toString()).contains("/post   in the browser of the post, until");
        assertThat(run("post", "list")).isZero();
        assertThat(screen.toString()).contains("990000115  WARD  " + name + "  waits for its code until ");

        road.type(new Visitor(), code());
        screen.getBuffer().setLength(0);
        assertThat(run("post", "show", name)).isZero();
        assertThat(screen.toString())
                .contains("WARD, shared", "enrolled 20", "127.0.0.0/8 ::1", "as for every session", "refused");

        assertThat(run("post", "end", name)).isZero();
        assertThat(run("post", "end", name)).isEqualTo(1);
        screen.getBuffer().setLength(0);
        run("post", "list");
        assertThat(screen.toString()).containsPattern(name + "  ENDED 20");
        assertThat(add(name, "--class", "OFFICE", "--establishment", "990000115"))
                .as("its name is free")
                .isZero();
    }

    @Test
    void what_is_added_again_before_its_code_was_typed_gets_another_code() {
        add(name, "--class", "WARD", "--establishment", "990000115");
        String first = code();
        screen.getBuffer().setLength(0);
        assertThat(add(name, "--class", "WARD", "--establishment", "990000115")).isZero();

        assertThat(road.type(new Visitor(), first).status()).isEqualTo(403);
        assertThat(road.type(new Visitor(), code()).status()).isEqualTo(200);
        assertThat(add(name, "--class", "WARD", "--establishment", "990000115")).isEqualTo(1);
        assertThat(screen.toString()).contains("is a post already");
    }

    @Test
    @Requirement("HC-POST-OWN-LIMITS")
    void a_post_that_allows_less_than_its_class_is_listed_so() {
        var less = new String[] {
            "--class", "WARD", "--establishment", "990000115", "--idle", "150s", "--kinds", "webauthn,totp"
        };
        assertThat(add(name, less)).isZero();
        less[less.length - 1] = "totp,webauthn,totp";
        assertThat(add(name, less)).as("another code").isZero();
        assertThat(add(name, "--class", "WARD", "--establishment", "990000115"))
                .as("another post")
                .isEqualTo(1);
        screen.getBuffer().setLength(0);

        run("post", "list");
        assertThat(screen.toString())
                .containsPattern(name + "  waits for its code until .*  idle 150 s  kinds totp webauthn");
        run("post", "show", name);
        assertThat(screen.toString()).containsPattern("idle +150 s").containsPattern("kinds +all, here totp webauthn");
    }

    @Test
    void who_did_it_is_traced_and_the_code_is_not() {
        add(name, "--class", "EMERGENCY", "--establishment", "990000115");
        run("post", "end", name);

        var rows = jdbc.sql("select act || ' ' || actor || ' ' || details::text from trail where details ->> 'name' = ?"
                        + " order by id")
                .param(name)
                .query(String.class)
                .list();
        assertThat(rows)
                .hasSize(2)
                .allMatch(row -> !row.contains(code()) && row.contains("os:desk"))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("POST_ADDED").contains("EMERGENCY", "990000115"),
                        row -> assertThat(row).startsWith("POST_ENDED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Soins 3                                                        | 2 | --class says what the post is for",
                "Soins 3 --class KITCHEN                                        | 2 | one of WARD, THEATRE",
                "--class WARD                                                   | 2 | one name",
                "Soins 3 --class WARD                                           | 1 | several establishments",
                "Soins 3 --class WARD --establishment 000000000                 | 1 | no establishment of the directory",
                "Soins 3 --class WARD --establishment 990000115 --from ward     | 1 | ranges are written",
                "Soins 3 --class WARD --establishment 990000115 --from 10.0.0.0/8, | 1 | ranges are written",
                "Soins 3 --class WARD --establishment 990000115 --idle soon    | 2 | --idle is written 5m",
                "Soins 3 --class WARD --establishment 990000115 --idle 31m     | 1 | at most what its class has",
                "Soins 3 --class WARD --establishment 990000115 --idle 119s    | 1 | at least 2 min",
                "Soins 3 --class WARD --establishment 990000115 --kinds smell  | 2 | --kinds smell: of webauthn",
                "Soins 3 --class WARD --establishment 990000115 --kinds webauthn, | 2 | --kinds webauthn,: of"
            })
    void what_is_wrong_is_said_and_changes_nothing(String line, int exit, String told) {
        var words = List.of(line.replace("Soins 3", "Soins_" + name.hashCode()).split(" "));
        long before = posts();

        assertThat(run(java.util.stream.Stream.concat(List.of("post", "add").stream(), words.stream())
                        .toArray(String[]::new)))
                .isEqualTo(exit);

        assertThat(screen.toString()).contains(told);
        assertThat(posts()).isEqualTo(before);
    }

    @Test
    void a_name_is_bounded_and_has_no_control_characters() {
        assertThat(add(" ", "--class", "WARD", "--establishment", "990000115")).isEqualTo(1);
        assertThat(add("a".repeat(61), "--class", "WARD", "--establishment", "990000115"))
                .isEqualTo(1);
        assertThat(add("Soins\n3", "--class", "WARD", "--establishment", "990000115"))
                .isEqualTo(1);
        assertThat(run("post", "show", "nothing")).isEqualTo(1);
        assertThat(run("post", "end")).isEqualTo(2);
        assertThat(run("post", "list", "all")).isEqualTo(2);
    }

    private long posts() {
        return jdbc.sql("select count(*) from posts").query(Long.class).single();
    }

    private int add(String postName, String... options) {
        var words = java.util.stream.Stream.concat(
                java.util.stream.Stream.of("post", "add", postName), java.util.stream.Stream.of(options));
        return run(words.toArray(String[]::new));
    }

    private String code() {
        return screen.toString().replaceAll("(?s).*Code of the post [^\\n]*\\n\\s+(\\S+).*", "$1");
    }

    private int run(String... words) {
        return desk.run("os:desk", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
